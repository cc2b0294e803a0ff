#pragma once

#include <curl/curl.h>

#include <vector>

namespace curlew {

// The requested and the returned events of a socket (on POSIX: of any descriptor), in CURL_WAIT_POLL* bits. As in
// select(2), an error makes it readable and writable.
struct Polled {
  curl_socket_t socket;
  short wanted;
  short ready = 0;
  // The descriptor is not open.
  bool invalid = false;
};

enum class PollOutcome { kDone, kInterrupted, kTooMany, kFailed };

// Blocks until one of them is ready, or for that many milliseconds; -1 for ever. There is no limit of 1024.
PollOutcome PollSockets(std::vector<Polled>* sockets, int timeout_ms);

// POSIX and Windows have the same structure under two names, and accept different events.
template <typename PollFd>
void AskFor(const Polled& polled, short in, short out, short priority, PollFd* entry) {
  if (polled.wanted & CURL_WAIT_POLLIN) entry->events = static_cast<short>(entry->events | in);
  if (polled.wanted & CURL_WAIT_POLLOUT) entry->events = static_cast<short>(entry->events | out);
  if (polled.wanted & CURL_WAIT_POLLPRI) entry->events = static_cast<short>(entry->events | priority);
}

}  // namespace curlew
