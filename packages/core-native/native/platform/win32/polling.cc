#include "platform/polling.h"

#include <winsock2.h>

namespace curlew {

PollOutcome PollSockets(std::vector<Polled>* sockets, int timeout_ms) {
  if (sockets->empty()) {
    // WSAPoll refuses an empty list.
    Sleep(timeout_ms < 0 ? INFINITE : static_cast<DWORD>(timeout_ms));
    return PollOutcome::kDone;
  }
  std::vector<WSAPOLLFD> entries;
  entries.reserve(sockets->size());
  for (const Polled& polled : *sockets) {
    entries.push_back({polled.socket, 0, 0});
    // It refuses POLLPRI, too, so urgent data is not reported.
    AskFor(polled, POLLRDNORM, POLLWRNORM, 0, &entries.back());
  }
  if (WSAPoll(entries.data(), static_cast<ULONG>(entries.size()), timeout_ms) < 0) {
    // It fails as a whole when no entry is a socket.
    if (WSAGetLastError() != WSAENOTSOCK) return PollOutcome::kFailed;
    for (Polled& polled : *sockets) polled.invalid = true;
    return PollOutcome::kDone;
  }
  for (size_t index = 0; index < entries.size(); ++index) {
    const short seen = entries[index].revents;
    Polled& polled = (*sockets)[index];
    polled.invalid = (seen & POLLNVAL) != 0;
    const short broken = seen & (POLLHUP | POLLERR) ? CURL_WAIT_POLLIN | CURL_WAIT_POLLOUT : 0;
    const short bits = static_cast<short>(broken | (seen & POLLRDNORM ? CURL_WAIT_POLLIN : 0) |
                                          (seen & POLLWRNORM ? CURL_WAIT_POLLOUT : 0));
    polled.ready = static_cast<short>(bits & polled.wanted);
  }
  return PollOutcome::kDone;
}

}  // namespace curlew
