#pragma once

#include <curl/curl.h>

#include <atomic>
#include <memory>
#include <vector>

#include "multi/connection_sockets.h"
#include "multi/loop_driver.h"

namespace curlew {

// How a network thread drives its CURLM: it waits until something is ready, and gives it to libcurl. Where the system
// has a SocketSet it is a WatchedDriver, elsewhere a PolledDriver.
class NetworkDriver : public ConnectionSockets::Listener {
 public:
  // nullptr when the system refuses, or libcurl does.
  static std::unique_ptr<NetworkDriver> Make(CURLM* multi);

  // Gives libcurl what is ready. Returns early when there is a visitor: what is left is ready the next time.
  virtual CURLMcode Run(const std::atomic<int>& visitors) = 0;
  // After libcurl was called, by the thread or by a visitor. Answers how long the thread may wait, in milliseconds; -1
  // for ever.
  virtual int Settle() = 0;
  // Blocks for so long, until something is ready, or until Wake.
  virtual void Wait(int timeout_ms) = 0;
  // From any thread.
  virtual void Wake() = 0;
  // Whether Wait() calls libcurl, so that a visitor has to wake the thread first.
  virtual bool WaitsInLibcurl() const = 0;
  // The open connections, including idle ones.
  virtual std::vector<LoopDriver::Connection> Connections() const = 0;
  // From within libcurl: has it look at the socket in the next turn, ready or not, if it is one of datagrams.
  virtual void LookAtDatagrams(curl_socket_t) {}
  void SocketCloses(curl_socket_t) override {}
};

}  // namespace curlew
