#include "network/watched_driver.h"

#include <algorithm>
#include <climits>

#include "platform/sockets.h"

namespace curlew {

namespace {

// The answer with which a socket callback makes libcurl fail.
constexpr int kAbort = -1;

}  // namespace

CURLMcode WatchedDriver::Install() {
  CURLMcode code = curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &WatchedDriver::OnSocket);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &WatchedDriver::OnTimer);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  return code;
}

int WatchedDriver::OnSocket(CURL* easy, curl_socket_t socket, int what, void* data, void*) {
  auto* driver = static_cast<WatchedDriver*>(data);
  Watcher& watcher = driver->watchers_[socket];
  watcher.wanted = what == CURL_POLL_REMOVE ? 0 : what;
  const uint64_t serial = ConnectionSockets::SerialOf(socket);
  if (serial != watcher.serial) {
    watcher.serial = serial;
    char* url = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url) != CURLE_OK || !url) url = nullptr;
    watcher.url = url ? url : "";
  }
  // Where closing is not notified, the system has to learn of it at once.
  if (serial == 0) return driver->Watch(socket, &watcher, watcher.wanted) || watcher.wanted == 0 ? 0 : kAbort;
  if (!watcher.changed) driver->changed_.push_back(socket);
  watcher.changed = true;
  return 0;
}

int WatchedDriver::OnTimer(CURLM*, long timeout_ms, void* data) {
  auto* driver = static_cast<WatchedDriver*>(data);
  driver->timed_ = timeout_ms >= 0;
  if (driver->timed_) driver->due_ = Clock::now() + std::chrono::milliseconds(timeout_ms);
  return 0;
}

void WatchedDriver::SocketCloses(curl_socket_t socket) {
  const auto found = watchers_.find(socket);
  if (found == watchers_.end()) return;
  found->second.wanted = 0;
  (void)Watch(socket, &found->second, 0);
}

void WatchedDriver::LookAtDatagrams(curl_socket_t socket) {
  if (KindOfSocket(socket) == SocketKind::kDatagram) looked_at_.push_back(socket);
}

bool WatchedDriver::Watch(curl_socket_t socket, Watcher* watcher, int events) {
  if (watcher->watched == events) return true;
  const bool done = sockets_->Watch(socket, watcher->watched, events);
  watcher->watched = done ? events : 0;
  return done;
}

CURLMcode WatchedDriver::Run(const std::atomic<int>& visitors) {
  int running = 0;
  CURLMcode code = CURLM_OK;
  for (const curl_socket_t socket : looked_at_) ready_.push_back({socket, CURL_CSELECT_IN});
  looked_at_.clear();
  for (const SocketSet::Ready& ready : ready_) {
    const auto found = watchers_.find(ready.socket);
    if (found == watchers_.end()) continue;
    if (found->second.wanted == 0) {
      // An idle connection that the server closes, say. It would be ready for ever.
      (void)Watch(ready.socket, &found->second, 0);
      continue;
    }
    code = curl_multi_socket_action(multi_, ready.socket, ready.events, &running);
    if (code != CURLM_OK || visitors.load(std::memory_order_relaxed) > 0) break;
  }
  ready_.clear();
  // A program that adds a transfer has libcurl's timeout due at once.
  if (code == CURLM_OK && IsDue()) {
    timed_ = false;
    code = curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  return code;
}

int WatchedDriver::Settle() {
  for (const curl_socket_t socket : changed_) {
    Watcher& watcher = watchers_[socket];
    watcher.changed = false;
    // libcurl cannot be refused any more; its own timeouts end the transfer.
    (void)Watch(socket, &watcher, watcher.due());
  }
  changed_.clear();
  if (!looked_at_.empty()) return 0;
  if (!timed_) return -1;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(due_ - Clock::now()).count();
  // Rounded up: too early would be a turn for nothing.
  return left < 0 ? 0 : static_cast<int>(std::min<int64_t>(left + (due_ > Clock::now() ? 1 : 0), INT_MAX));
}

std::vector<LoopDriver::Connection> WatchedDriver::Connections() const {
  std::vector<LoopDriver::Connection> connections;
  for (const auto& [socket, watcher] : watchers_) {
    if (watcher.serial == 0 || ConnectionSockets::SerialOf(socket) != watcher.serial) continue;
    connections.push_back({watcher.url, watcher.wanted != 0});
  }
  return connections;
}

}  // namespace curlew
