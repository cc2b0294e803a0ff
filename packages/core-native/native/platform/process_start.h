#pragma once

#include <cstdint>

namespace curlew {

// When a process started, in a unit of the system's own, so that a number that a later process has again is told apart;
// 0 if there is no such process, or the system does not tell.
uint64_t ProcessStart(int64_t pid);

}  // namespace curlew
