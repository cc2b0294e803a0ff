#pragma once

#include <curl/curl.h>

#include <memory>
#include <vector>

namespace curlew {

// Sockets that a thread waits for all at once, at a cost that does not grow with their number: epoll, kqueue. Watch and
// Wake may be called from any thread.
class SocketSet {
 public:
  struct Ready {
    curl_socket_t socket;
    int events;  // CURL_CSELECT_* bits
  };

  // nullptr where the system has neither epoll nor kqueue, or no descriptor for it.
  static std::unique_ptr<SocketSet> Make();
  virtual ~SocketSet() = default;

  // Changes the CURL_POLL_* bits that a socket is watched for; 0 ends the watch. False when the system refuses.
  virtual bool Watch(curl_socket_t socket, int before, int events) = 0;
  // Blocks until some are ready, for so many milliseconds, or until Wake; -1 for ever.
  virtual void Wait(int timeout_ms, std::vector<Ready>* ready) = 0;
  virtual void Wake() = 0;
};

}  // namespace curlew
