#pragma once

// Code shared by POSIX and Winsock, included by the sockets.cc of each after the headers of its system.

#include <cstring>

#include "platform/sockets.h"

namespace curlew {

inline AddressText ReadInetAddress(const curl_sockaddr* address) {
  AddressText text;
  static_assert(sizeof(text.host) >= INET6_ADDRSTRLEN, "room for every address");
  if (address->family == AF_INET && address->addrlen >= sizeof(sockaddr_in)) {
    sockaddr_in in;
    std::memcpy(&in, &address->addr, sizeof(in));
    inet_ntop(AF_INET, &in.sin_addr, text.host, sizeof(text.host));
    text.port = ntohs(in.sin_port);
  } else if (address->family == AF_INET6 && address->addrlen >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in;
    std::memcpy(&in, &address->addr, sizeof(in));
    inet_ntop(AF_INET6, &in.sin6_addr, text.host, sizeof(text.host));
    text.port = ntohs(in.sin6_port);
    text.flow_info = ntohl(in.sin6_flowinfo);
    text.scope_id = in.sin6_scope_id;
  }
  return text;
}

inline SocketKind KindOfType(int type) {
  if (type == SOCK_STREAM) return SocketKind::kStream;
  return type == SOCK_DGRAM ? SocketKind::kDatagram : SocketKind::kOther;
}

}  // namespace curlew
