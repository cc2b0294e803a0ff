// Prints the size of a SystemThread's stack where threads have 128 KiB by default, as with musl.
#include <pthread.h>

#include <cstddef>
#include <cstdio>

#include "platform/system_thread.h"

namespace {

void StackSize(void* size) {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  (void)pthread_attr_getstacksize(&attributes, static_cast<size_t*>(size));
  (void)pthread_attr_destroy(&attributes);
}

}  // namespace

int main() {
  pthread_attr_t small;
  if (pthread_attr_init(&small) != 0) return 1;
  if (pthread_attr_setstacksize(&small, size_t{128} << 10) != 0 || pthread_setattr_default_np(&small) != 0) return 1;
  size_t size = 0;
  curlew::SystemThread thread;
  if (!thread.Start(&StackSize, &size)) return 1;
  thread.Join();
  std::printf("%zu\n", size);
  return 0;
}
