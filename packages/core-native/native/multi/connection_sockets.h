#pragma once

#include <curl/curl.h>

#include <cstdint>

namespace curlew {

class MultiDriver;

// The sockets of this thread that libcurl has opened for connections. Only of these do we hear before they are closed
// (CLOSESOCKET), whichever handle has them then. That is what a driver needs to know before it lets a watch of libuv
// outlast libcurl's wish for it: the number of a closed socket is soon another's, and libuv would not notice.
class ConnectionSockets {
 public:
  static void Opened(curl_socket_t socket);
  static void Closes(curl_socket_t socket);
  static bool Has(curl_socket_t socket) { return SerialOf(socket) != 0; }
  // Tells a connection from an earlier one whose socket had the same number; 0 for none that is open.
  static uint64_t SerialOf(curl_socket_t socket);

  // The driver that is told of what closes; one at a time, because turns of the event loop do not nest.
  static void SetListener(MultiDriver* driver);
  static MultiDriver* listener();
};

}  // namespace curlew
