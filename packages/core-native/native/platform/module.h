#pragma once

namespace curlew {

// Keeps the addon in memory when the last worker that used it ends: a resolver thread may still be in getaddrinfo(),
// and threads have destructors of ours to run. On Linux the linker does it (-z nodelete); macOS has no such option.
void KeepLoaded();

}  // namespace curlew
