#include "platform/thread_owned.h"

#include <windows.h>

namespace curlew {

// Where there are no fibers, fiber-local storage is thread-local storage with destructors.
unsigned long MakeThreadSlot(DestroyThreadValue destroy) { return FlsAlloc(destroy); }

void* ThreadValue(unsigned long slot) { return FlsGetValue(slot); }

void SetThreadValue(unsigned long slot, void* value) { FlsSetValue(slot, value); }

}  // namespace curlew
