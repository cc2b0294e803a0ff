#pragma once

#include <cstdint>

namespace curlew {

// When a process started, in milliseconds since a moment that is the same for all processes of the machine; 0 if there
// is no such process, or the system does not tell.
uint64_t ProcessStart(int64_t pid);

}  // namespace curlew
