#include "multi/connection_sockets.h"

#include <unordered_set>

#include "multi/multi_driver.h"

namespace curlew {

namespace {

thread_local std::unordered_set<curl_socket_t> open_sockets;
thread_local MultiDriver* listening = nullptr;

}  // namespace

void ConnectionSockets::Opened(curl_socket_t socket) { open_sockets.insert(socket); }

void ConnectionSockets::Closes(curl_socket_t socket) {
  open_sockets.erase(socket);
  if (listening) listening->SocketCloses(socket);
}

bool ConnectionSockets::Has(curl_socket_t socket) { return open_sockets.count(socket) != 0; }

void ConnectionSockets::SetListener(MultiDriver* driver) { listening = driver; }

MultiDriver* ConnectionSockets::listener() { return listening; }

}  // namespace curlew
