#pragma once

#include <curl/curl.h>

#include <cstdint>

namespace curlew {

class MultiDriver;

// The sockets that libcurl has opened for connections on this thread. Only for these the addon learns of the close
// beforehand (CLOSESOCKET), whichever handle uses them. A driver needs that to keep libuv's watch longer than libcurl
// asks for it: the number of a closed socket is soon that of another one, and libuv would not notice.
class ConnectionSockets {
 public:
  static void Opened(curl_socket_t socket);
  static void Closes(curl_socket_t socket);
  static bool Has(curl_socket_t socket) { return SerialOf(socket) != 0; }
  // Tells a connection from an earlier one with the same socket number; 0 if none is open.
  static uint64_t SerialOf(curl_socket_t socket);

  // The driver to be told of closing sockets; one at a time, because turns of the event loop do not nest.
  static void SetListener(MultiDriver* driver);
  static MultiDriver* listener();
};

}  // namespace curlew
