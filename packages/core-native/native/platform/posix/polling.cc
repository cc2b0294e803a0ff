#include "platform/polling.h"

#include <poll.h>

#include <cerrno>

namespace curlew {

PollOutcome PollSockets(std::vector<Polled>* sockets, int timeout_ms) {
  std::vector<pollfd> entries;
  entries.reserve(sockets->size());
  for (const Polled& polled : *sockets) {
    entries.push_back({polled.socket, 0, 0});
    AskFor(polled, POLLIN, POLLOUT, POLLPRI, &entries.back());
  }
  if (poll(entries.data(), static_cast<nfds_t>(entries.size()), timeout_ms) < 0) {
    if (errno == EINTR) return PollOutcome::kInterrupted;
    // EINVAL: more entries than RLIMIT_NOFILE.
    return errno == EINVAL ? PollOutcome::kTooMany : PollOutcome::kFailed;
  }
  for (size_t index = 0; index < entries.size(); ++index) {
    const short seen = entries[index].revents;
    Polled& polled = (*sockets)[index];
    polled.invalid = (seen & POLLNVAL) != 0;
    const short broken = seen & (POLLHUP | POLLERR) ? CURL_WAIT_POLLIN | CURL_WAIT_POLLOUT : 0;
    const short bits =
        static_cast<short>(broken | (seen & POLLIN ? CURL_WAIT_POLLIN : 0) | (seen & POLLOUT ? CURL_WAIT_POLLOUT : 0) |
                           (seen & POLLPRI ? CURL_WAIT_POLLPRI : 0));
    polled.ready = static_cast<short>(bits & polled.wanted);
  }
  return PollOutcome::kDone;
}

}  // namespace curlew
