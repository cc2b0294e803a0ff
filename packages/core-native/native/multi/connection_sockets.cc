#include "multi/connection_sockets.h"

#include <unordered_set>

#include "multi/multi_driver.h"

namespace curlew {

namespace {

thread_local std::unordered_set<curl_socket_t> open_sockets;
thread_local MultiDriver* listening = nullptr;

}  // namespace

void ConnectionSockets::Opened([[maybe_unused]] curl_socket_t socket) {
  // An older libcurl (7.88 was seen to) closes sockets that are still connecting without CLOSESOCKET: it has none then.
#if CURL_AT_LEAST_VERSION(8, 22, 0)
  open_sockets.insert(socket);
#endif
}

void ConnectionSockets::Closes(curl_socket_t socket) {
  open_sockets.erase(socket);
  if (listening) listening->SocketCloses(socket);
}

bool ConnectionSockets::Has(curl_socket_t socket) { return open_sockets.count(socket) != 0; }

void ConnectionSockets::SetListener(MultiDriver* driver) { listening = driver; }

MultiDriver* ConnectionSockets::listener() { return listening; }

}  // namespace curlew
