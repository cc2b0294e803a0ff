#pragma once

#include <fcntl.h>
#include <sys/event.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <vector>

#include "platform/socket_set.h"

namespace curlew {

// macOS and the BSDs. Reading and writing are two filters of a socket, each reported by itself.
class KqueueSet final : public SocketSet {
 public:
  KqueueSet() : queue_(kqueue()) {
    struct kevent wakeup;
    EV_SET(&wakeup, kWakeup, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, nullptr);
    usable_ = queue_ >= 0 && fcntl(queue_, F_SETFD, FD_CLOEXEC) == 0 && Change(&wakeup) == 0;
  }
  ~KqueueSet() override {
    if (queue_ >= 0) (void)close(queue_);
  }
  bool usable() const { return usable_; }

  bool Watch(curl_socket_t socket, int before, int events) override {
    return WatchFilter(socket, EVFILT_READ, before & CURL_POLL_IN, events & CURL_POLL_IN) &&
           WatchFilter(socket, EVFILT_WRITE, before & CURL_POLL_OUT, events & CURL_POLL_OUT);
  }

  void Wait(int timeout_ms, std::vector<Ready>* ready) override {
    ready->clear();
    std::array<struct kevent, kEventsPerWait> events;
    const timespec timeout{timeout_ms / 1000, (timeout_ms % 1000) * 1'000'000L};
    const int count =
        kevent(queue_, nullptr, 0, events.data(), static_cast<int>(events.size()), timeout_ms < 0 ? nullptr : &timeout);
    for (int index = 0; index < count; ++index) {
      const struct kevent& event = events[static_cast<size_t>(index)];
      if (event.filter == EVFILT_USER) continue;
      // A connection that ended, or never began, shows it at the next read or write.
      const bool broken = (event.flags & (EV_EOF | EV_ERROR)) != 0;
      const int bits = (broken || event.filter == EVFILT_READ ? CURL_CSELECT_IN : 0) |
                       (broken || event.filter == EVFILT_WRITE ? CURL_CSELECT_OUT : 0);
      ready->push_back({static_cast<curl_socket_t>(event.ident), bits});
    }
  }

  void Wake() override {
    struct kevent wakeup;
    EV_SET(&wakeup, kWakeup, EVFILT_USER, 0, NOTE_TRIGGER, 0, nullptr);
    (void)Change(&wakeup);
  }

 private:
  // More in one turn need another call.
  static constexpr size_t kEventsPerWait = 256;
  // Numbers of EVFILT_USER have nothing to do with descriptors.
  static constexpr uintptr_t kWakeup = 0;

  bool WatchFilter(curl_socket_t socket, int16_t filter, bool before, bool wanted) {
    if (!wanted && !before) return true;
    struct kevent change;
    EV_SET(&change, static_cast<uintptr_t>(socket), filter, wanted ? EV_ADD : EV_DELETE, 0, 0, nullptr);
    // It is added again even if it was watched before, because the number may have been another socket's meanwhile:
    // what is there already stays as it is.
    const int error = Change(&change);
    // Gone already if it was closed.
    return error == 0 || (!wanted && (error == ENOENT || error == EBADF));
  }

  // 0, or the error.
  int Change(const struct kevent* change) {
    int result;
    do result = kevent(queue_, change, 1, nullptr, 0, nullptr);
    while (result < 0 && errno == EINTR);
    return result < 0 ? errno : 0;
  }

  int queue_;
  bool usable_ = false;
};

}  // namespace curlew
