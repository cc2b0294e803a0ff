#include "platform/sockets.h"

#include <winsock2.h>
#include <ws2tcpip.h>
// After winsock2.h.
#include <afunix.h>

#include <cstring>

#include "platform/addresses.h"

namespace curlew {

AddressText ReadAddress(const curl_sockaddr* address) { return ReadInetAddress(address); }

UnixPath ReadUnixPath(const curl_sockaddr* address) {
  constexpr size_t kHead = offsetof(sockaddr_un, sun_path);
  if (address->family != AF_UNIX || address->addrlen <= kHead) return {};
  const char* path = reinterpret_cast<const char*>(&address->addr) + kHead;
  return {path, strnlen(path, address->addrlen - kHead)};
}

int PlainSocketType(int type) { return type; }

curl_socket_t OpenSocket(const curl_sockaddr* address) {
  const DWORD flags = WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT;
  return WSASocketW(address->family, address->socktype, address->protocol, nullptr, 0, flags);
}

bool CloseSocket(curl_socket_t socket) { return closesocket(socket) == 0; }

SocketKind KindOfSocket(curl_socket_t socket) {
  int type = 0;
  int size = sizeof(type);
  if (getsockopt(socket, SOL_SOCKET, SO_TYPE, reinterpret_cast<char*>(&type), &size) != 0)
    return WSAGetLastError() == WSAENOTSOCK ? SocketKind::kNoSocket : SocketKind::kOther;
  return KindOfType(type);
}

}  // namespace curlew
