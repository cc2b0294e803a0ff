// The callbacks around a connection: before a request is sent on it, and when its socket is opened, configured, closed.

#include "platform/sockets.h"

#include <unordered_map>

#include "callbacks/js_call.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"
#include "multi/connection_sockets.h"
#include "platform/thread_owned.h"

namespace curlew {

namespace {

// A connection in the cache of a multi or a share keeps the CLOSESOCKET callback of the handle that opened it, and
// libcurl does not check that the handle still lives. So libcurl gets a number, and this table maps it to the handle.
// All users of a cache are on one thread.
using SocketOwners = std::unordered_map<uintptr_t, Easy*>;
const ThreadOwned<SocketOwners> socket_owners;
thread_local uintptr_t last_token = 0;

}  // namespace

curl_socket_t OnOpenSocket(void* data, curlsocktype purpose, curl_sockaddr* address) {
  JsCall call(static_cast<Easy*>(data), kOpenSocketSlot);
  const AddressText text = ReadAddress(address);
  call.AddNumber(purpose);
  call.AddNumber(address->family);
  call.AddNumber(PlainSocketType(address->socktype));
  call.AddNumber(address->protocol);
  call.AddText(text.host);
  call.AddNumber(text.port);
  call.AddNumber(text.flow_info);
  call.AddNumber(text.scope_id);
  const UnixPath path = ReadUnixPath(address);
  path.data ? call.AddBytes(path.data, path.size) : call.AddNull();
  if (!call.Run()) return call.Abort<curl_socket_t>();
  // null: the callback only wanted to see the address.
  if (IsNullish(TypeOf(call.env(), call.result()))) return OpenSocket(address);
  return call.Number<curl_socket_t>();
}

int OnSockOpt(void* data, curl_socket_t socket, curlsocktype purpose) {
  // libcurl closes the sockets that it accepts (FTP's active mode) without CLOSESOCKET.
  if (purpose == CURLSOCKTYPE_IPCXN) ConnectionSockets::Opened(socket);
  if (!static_cast<Easy*>(data)->HasCallback(kSockOptSlot)) return CURL_SOCKOPT_OK;
  JsCall call(static_cast<Easy*>(data), kSockOptSlot);
  call.AddNumber(static_cast<double>(socket));
  call.AddNumber(purpose);
  return call.RunForNumber<int>();
}

int OnCloseSocket(void* token, curl_socket_t socket) {
  ConnectionSockets::Closes(socket);
  const auto found = socket_owners->find(reinterpret_cast<uintptr_t>(token));
  if (found == socket_owners->end()) return CloseSocket(socket) ? 0 : 1;
  JsCall call(found->second, kCloseSocketSlot);
  call.AddNumber(static_cast<double>(socket));
  // If the callback could not close it, no other code will.
  if (!call.Run() || IsNullish(TypeOf(call.env(), call.result()))) return CloseSocket(socket) ? 0 : 1;
  return call.Number<int>();
}

void* CloseSocketToken(Easy* easy) {
  if (easy->socket_token() == 0) {
    easy->set_socket_token(++last_token);
    socket_owners->emplace(last_token, easy);
  }
  // A number in the place of an address, never dereferenced. NOLINTNEXTLINE(performance-no-int-to-ptr)
  return reinterpret_cast<void*>(easy->socket_token());
}

void ForgetCloseSocketToken(Easy* easy) {
  if (easy->socket_token() != 0) socket_owners->erase(easy->socket_token());
  easy->set_socket_token(0);
}

int OnPrereq(void* data, char* primary_ip, char* local_ip, int primary_port, int local_port) {
  JsCall call(static_cast<Easy*>(data), kPrereqSlot);
  call.AddText(primary_ip);
  call.AddText(local_ip);
  call.AddNumber(primary_port);
  call.AddNumber(local_port);
  return call.RunForNumber<int>();
}

int OnResolverStart(void*, void*, void* data) {
  JsCall call(static_cast<Easy*>(data), kResolverStartSlot);
  return call.RunForNumber<int>();
}

}  // namespace curlew
