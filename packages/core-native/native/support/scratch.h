#pragma once

#include <cstddef>

#include "platform/thread_owned.h"

namespace curlew {

// Memory for bytes that are passed on before anything else of this thread decodes; one for each thread that decodes.
struct Scratch {
  static constexpr size_t kSize = 64 * 1024;

  char bytes[kSize];
};

inline const ThreadOwned<Scratch> scratch;

}  // namespace curlew
