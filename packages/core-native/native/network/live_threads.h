#pragma once

namespace curlew {

class NetworkThread;

// The network threads of the process that run. process.exit() ends it without an end of the environments, and OpenSSL
// frees its tables at exit(): the threads have to be out of libcurl before.
class LiveThreads {
 public:
  static void Add(NetworkThread* thread);
  static void Remove(NetworkThread* thread);

 private:
  static void HaltAll();
};

}  // namespace curlew
