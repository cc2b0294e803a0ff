#include "platform/module.h"

#ifdef __APPLE__
#include <dlfcn.h>
#endif

namespace curlew {

#ifdef __APPLE__
void KeepLoaded() {
  Dl_info self;
  if (dladdr(reinterpret_cast<const void*>(&KeepLoaded), &self) == 0) return;
  // Refused only if the file is gone; then macOS unloads it when nobody uses it.
  (void)dlopen(self.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}
#else
void KeepLoaded() {}
#endif

}  // namespace curlew
