#include "platform/thread_owned.h"

#include <windows.h>

namespace curlew {

// Fiber-local storage is thread-local storage that has destructors, where there are no fibers.
unsigned long MakeThreadSlot(DestroyThreadValue destroy) { return FlsAlloc(destroy); }

void* ThreadValue(unsigned long slot) { return FlsGetValue(slot); }

void SetThreadValue(unsigned long slot, void* value) { FlsSetValue(slot, value); }

}  // namespace curlew
