#pragma once

#include <curl/curl.h>

#include <cstddef>

namespace curlew {

// The parts of an address, as a callback gets them; host is empty for a family without one.
struct AddressText {
  char host[65] = {0};
  double port = 0;
  double flow_info = 0;
  double scope_id = 0;
};
AddressText ReadAddress(const curl_sockaddr* address);

// The path of a Unix socket, or an abstract name, which starts with a NUL; data is nullptr for other families.
struct UnixPath {
  const char* data = nullptr;
  size_t size = 0;
};
UnixPath ReadUnixPath(const curl_sockaddr* address);

// libcurl may combine a socket's type with flags, which say nothing about the address.
int PlainSocketType(int type);

// CURL_SOCKET_BAD on failure. Child processes do not inherit it.
curl_socket_t OpenSocket(const curl_sockaddr* address);
bool CloseSocket(curl_socket_t socket);

// Whether a watcher (uv_poll_t) may be used again for the next socket with the same number. On POSIX it watches the
// number; on Windows it watches the socket, and would never report another.
#ifdef _WIN32
constexpr bool kWatchOutlivesSocket = false;
#else
constexpr bool kWatchOutlivesSocket = true;
#endif

enum class SocketKind { kStream, kDatagram, kOther, kNoSocket };
SocketKind KindOfSocket(curl_socket_t socket);

}  // namespace curlew
