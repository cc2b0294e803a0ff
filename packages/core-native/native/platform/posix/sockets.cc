#include "platform/sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "platform/addresses.h"

namespace curlew {

AddressText ReadAddress(const curl_sockaddr* address) { return ReadInetAddress(address); }

UnixPath ReadUnixPath(const curl_sockaddr* address) {
  constexpr size_t kHead = offsetof(sockaddr_un, sun_path);
  if (address->family != AF_UNIX || address->addrlen <= kHead) return {};
  const char* path = reinterpret_cast<const char*>(&address->addr) + kHead;
  const size_t size = address->addrlen - kHead;
  // A path is terminated; an abstract name starts with a NUL and has a length.
  return {path, path[0] != '\0' ? strnlen(path, size) : size};
}

int PlainSocketType(int type) {
#ifdef SOCK_CLOEXEC
  type &= ~SOCK_CLOEXEC;
#endif
#ifdef SOCK_NONBLOCK
  type &= ~SOCK_NONBLOCK;
#endif
  return type;
}

curl_socket_t OpenSocket(const curl_sockaddr* address) {
#ifdef SOCK_CLOEXEC
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
#else
  return socket(address->family, address->socktype, address->protocol);
#endif
}

bool CloseSocket(curl_socket_t socket) { return ::close(socket) == 0; }

SocketKind KindOfSocket(curl_socket_t socket) {
  int type = 0;
  socklen_t size = sizeof(type);
  if (getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &size) != 0)
    return errno == ENOTSOCK ? SocketKind::kNoSocket : SocketKind::kOther;
  return KindOfType(type);
}

}  // namespace curlew
