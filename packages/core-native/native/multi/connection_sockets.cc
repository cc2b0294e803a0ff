#include "multi/connection_sockets.h"

#include "platform/thread_owned.h"

namespace curlew {

namespace {

const ThreadOwned<ConnectionSockets::Table> own_table;
// One look for most calls; own_table's costs two.
thread_local ConnectionSockets::Table* current_table = nullptr;

}  // namespace

ConnectionSockets::Table& ConnectionSockets::Current() {
  if (!current_table) current_table = &*own_table;
  return *current_table;
}

ConnectionSockets::Use::Use(Table* table) : before_(current_table) { current_table = table; }

ConnectionSockets::Use::~Use() { current_table = before_; }

void ConnectionSockets::Opened([[maybe_unused]] curl_socket_t socket) {
  // An older libcurl (seen in 7.88) closes sockets that are still connecting without CLOSESOCKET; such a socket is
  // unknown here.
#if CURL_AT_LEAST_VERSION(8, 22, 0)
  Table& table = Current();
  table.open_[socket] = ++table.last_serial_;
#endif
}

void ConnectionSockets::Closes(curl_socket_t socket) {
  Table& table = Current();
  table.open_.erase(socket);
  if (table.listener_) table.listener_->SocketCloses(socket);
}

uint64_t ConnectionSockets::SerialOf(curl_socket_t socket) {
  const Table& table = Current();
  const auto found = table.open_.find(socket);
  return found == table.open_.end() ? 0 : found->second;
}

void ConnectionSockets::SetListener(Listener* listener) { Current().listener_ = listener; }

ConnectionSockets::Listener* ConnectionSockets::listener() { return Current().listener_; }

}  // namespace curlew
