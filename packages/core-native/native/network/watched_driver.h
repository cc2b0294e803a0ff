#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "network/network_driver.h"
#include "platform/socket_set.h"

namespace curlew {

// libcurl's socket API over a SocketSet. As in MultiDriver, the system is given the outcome of a turn, not each
// wish of libcurl's, which stops watching a connection after a transfer and watches it again for the next one.
class WatchedDriver final : public NetworkDriver {
 public:
  WatchedDriver(CURLM* multi, std::unique_ptr<SocketSet> sockets) : multi_(multi), sockets_(std::move(sockets)) {}

  CURLMcode Install();
  CURLMcode Run(const std::atomic<int>& visitors) override;
  int Settle() override;
  void Wait(int timeout_ms) override { sockets_->Wait(timeout_ms, &ready_); }
  void Wake() override { sockets_->Wake(); }
  bool WaitsInLibcurl() const override { return false; }
  std::vector<LoopDriver::Connection> Connections() const override;
  void LookAtDatagrams(curl_socket_t socket) override;
  void SocketCloses(curl_socket_t socket) override;

 private:
  using Clock = std::chrono::steady_clock;

  struct Watcher {
    int wanted = 0;        // CURL_POLL_* bits that libcurl asks for
    int watched = 0;       // those that the system watches
    bool changed = false;  // is in changed_
    uint64_t serial = 0;   // of the connection that it was watched for last
    std::string url;       // of the first transfer of that
    // The events for the system to watch. Reading stays watched on a connection that is idle: its next transfer wants
    // it again, and Run ends the watch when something comes before that.
    int due() const { return wanted != 0 ? wanted : watched & CURL_POLL_IN; }
  };

  static int OnSocket(CURL* easy, curl_socket_t socket, int what, void* driver, void* assigned);
  static int OnTimer(CURLM* multi, long timeout_ms, void* driver);
  bool Watch(curl_socket_t socket, Watcher* watcher, int events);
  bool IsDue() const { return timed_ && Clock::now() >= due_; }

  CURLM* multi_;
  std::unique_ptr<SocketSet> sockets_;
  std::unordered_map<curl_socket_t, Watcher> watchers_;
  std::vector<curl_socket_t> changed_;
  std::vector<SocketSet::Ready> ready_;   // the thread's own: Wait fills it, Run empties it
  std::vector<curl_socket_t> looked_at_;  // see LookAtDatagrams
  bool timed_ = false;                    // libcurl has a timeout
  Clock::time_point due_;
};

}  // namespace curlew
