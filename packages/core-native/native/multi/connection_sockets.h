#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <unordered_map>

namespace curlew {

// The open sockets that libcurl has made for connections. Only of these do we hear before they are closed
// (CLOSESOCKET), whichever handle has them then. A driver has to know that before it lets a watch outlast libcurl's
// wish for it: the number of a closed socket is soon another's, and the watch would not notice.
//
// Each thread has a table of its own; so has each network thread, which its visitors use during their visit.
class ConnectionSockets {
 public:
  // Told of each connection that is closed while it listens.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void SocketCloses(curl_socket_t socket) = 0;
  };

  static void Opened(curl_socket_t socket);
  static void Closes(curl_socket_t socket);
  static bool Has(curl_socket_t socket) { return SerialOf(socket) != 0; }
  // Tells a connection from an earlier one whose socket had the same number; 0 for none that is open.
  static uint64_t SerialOf(curl_socket_t socket);

  // The driver that is told of what closes; one at a time, because turns of the event loop do not nest.
  static void SetListener(Listener* listener);
  static Listener* listener();

  // The table of a network thread.
  class Table {
   private:
    friend class ConnectionSockets;
    std::unordered_map<curl_socket_t, uint64_t> open_;
    uint64_t last_serial_ = 0;
    Listener* listener_ = nullptr;
  };
  // Uses the table on this thread during its life.
  class Use {
   public:
    explicit Use(Table* table);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    Table* before_;
  };

 private:
  static Table& Current();
};

}  // namespace curlew
