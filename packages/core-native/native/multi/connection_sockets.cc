#include "multi/connection_sockets.h"

#include <unordered_map>

#include "multi/multi_driver.h"
#include "platform/thread_owned.h"

namespace curlew {

namespace {

const ThreadOwned<std::unordered_map<curl_socket_t, uint64_t>> open_sockets;
thread_local uint64_t last_serial = 0;
thread_local MultiDriver* listening = nullptr;

}  // namespace

void ConnectionSockets::Opened([[maybe_unused]] curl_socket_t socket) {
  // An older libcurl (seen in 7.88) closes sockets that are still connecting without CLOSESOCKET; such a socket is
  // unknown here.
#if CURL_AT_LEAST_VERSION(8, 22, 0)
  (*open_sockets)[socket] = ++last_serial;
#endif
}

void ConnectionSockets::Closes(curl_socket_t socket) {
  open_sockets->erase(socket);
  if (listening) listening->SocketCloses(socket);
}

uint64_t ConnectionSockets::SerialOf(curl_socket_t socket) {
  const auto found = open_sockets->find(socket);
  return found == open_sockets->end() ? 0 : found->second;
}

void ConnectionSockets::SetListener(MultiDriver* driver) { listening = driver; }

MultiDriver* ConnectionSockets::listener() { return listening; }

}  // namespace curlew
