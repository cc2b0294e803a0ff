#pragma once

#include <memory>

namespace curlew {

#ifdef _WIN32
using DestroyThreadValue = void (*)(void* value);

// A pointer for each thread; `destroy` gets it when the thread ends.
unsigned long MakeThreadSlot(DestroyThreadValue destroy);
void* ThreadValue(unsigned long slot);
void SetThreadValue(unsigned long slot, void* value);
#endif

// A T for each thread that asks for it, deleted with the thread; a static object, one for each T. A thread_local T
// would be in every thread of the process where libc is musl, and MinGW runs the destructors of thread_local objects
// after it has freed their memory.
template <typename T>
class ThreadOwned {
 public:
#ifdef _WIN32
  T& operator*() const {
    static const unsigned long slot = MakeThreadSlot([](void* value) { delete static_cast<T*>(value); });
    void* value = ThreadValue(slot);
    if (!value) SetThreadValue(slot, value = new T());
    return *static_cast<T*>(value);
  }
#else
  T& operator*() const {
    static thread_local std::unique_ptr<T> value;
    if (!value) value.reset(new T());
    return *value;
  }
#endif
  T* operator->() const { return &**this; }
};

}  // namespace curlew
