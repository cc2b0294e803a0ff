#pragma once

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <vector>

#include "platform/socket_set.h"

namespace curlew {

// Linux.
class EpollSet final : public SocketSet {
 public:
  EpollSet() : epoll_(epoll_create1(EPOLL_CLOEXEC)), wakeup_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wakeup_;
    usable_ = epoll_ >= 0 && wakeup_ >= 0 && epoll_ctl(epoll_, EPOLL_CTL_ADD, wakeup_, &event) == 0;
  }
  ~EpollSet() override {
    if (wakeup_ >= 0) (void)close(wakeup_);
    if (epoll_ >= 0) (void)close(epoll_);
  }
  bool usable() const { return usable_; }

  bool Watch(curl_socket_t socket, int before, int events) override {
    epoll_event event{};
    event.events = (events & CURL_POLL_IN ? EPOLLIN : 0U) | (events & CURL_POLL_OUT ? EPOLLOUT : 0U);
    event.data.fd = socket;
    // Gone already if it was closed.
    if (events == 0) return epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, &event) == 0 || errno == ENOENT || errno == EBADF;
    const int first = before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll_, first, socket, &event) == 0) return true;
    // The number has belonged to another socket meanwhile.
    if (errno == EEXIST) return epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event) == 0;
    return errno == ENOENT && epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) == 0;
  }

  void Wait(int timeout_ms, std::vector<Ready>* ready) override {
    ready->clear();
    std::array<epoll_event, kEventsPerWait> events;
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), timeout_ms);
    for (int index = 0; index < count; ++index) {
      const epoll_event& event = events[static_cast<size_t>(index)];
      if (event.data.fd == wakeup_) {
        uint64_t times = 0;
        // Fails only when another read has emptied it.
        (void)!read(wakeup_, &times, sizeof(times));
        continue;
      }
      // Reading or writing tells the error, as with libuv.
      const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
      const int bits = (broken || event.events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                       (broken || event.events & EPOLLOUT ? CURL_CSELECT_OUT : 0);
      ready->push_back({event.data.fd, bits});
    }
  }

  void Wake() override {
    const uint64_t once = 1;
    // Fails only when it has been woken 2^64 times.
    (void)!write(wakeup_, &once, sizeof(once));
  }

 private:
  // More in one turn need another call.
  static constexpr size_t kEventsPerWait = 256;

  int epoll_;
  int wakeup_;
  bool usable_ = false;
};

}  // namespace curlew
