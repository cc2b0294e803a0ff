#pragma once

#include <cstddef>

namespace curlew {

// The fields after the infos of an outcome; OUTCOME in src/easy/outcome.ts is the same.
enum Rest : size_t { kHeaderSize, kBodySize, kChanges, kRest };
enum Change : int { kUrlChanged = 1, kPrimaryIpChanged = 2, kCookiesSet = 4 };

}  // namespace curlew
