#pragma once

#include <napi.h>

namespace curlew {

// isPublicSuffix(name): by the list that the pinned libcurl was built with; undefined with a libcurl of the system.
Napi::Value IsPublicSuffix(const Napi::CallbackInfo& info);

}  // namespace curlew
