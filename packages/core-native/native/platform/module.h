#pragma once

namespace curlew {

// The addon stays in memory when the last worker that used it ends: a resolver thread may still sit in getaddrinfo(),
// and threads have destructors of ours to run. On Linux the linker sees to it (-z nodelete).
void KeepLoaded();

}  // namespace curlew
