#pragma once

#include <cstddef>
#include <cstdint>

namespace curlew {

// A thread of the system's. std::thread would throw where the system has no room for one, and nothing here may throw.
class SystemThread {
 public:
  using Body = void (*)(void* data);
  // The default is 128 KiB with musl, which leaves OpenSSL little, and with glibc as much as `ulimit -s` says.
  static constexpr size_t kStackSize = size_t{1} << 20;

  SystemThread() = default;
  SystemThread(const SystemThread&) = delete;
  SystemThread& operator=(const SystemThread&) = delete;

  // False when the system refuses. No signal handler of the process runs on the new thread.
  bool Start(Body body, void* data);
  // Waits for its end; nothing for one that was not started.
  void Join();
  bool started() const { return started_; }

 private:
  bool started_ = false;
  uintptr_t handle_ = 0;
};

}  // namespace curlew
