#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <unordered_map>

namespace curlew {

// The sockets that libcurl has opened for connections. Only for these the addon learns of the close beforehand
// (CLOSESOCKET), whichever handle uses them. A driver needs that to keep a watch longer than libcurl asks for it: the
// number of a closed socket is soon that of another one, and the watch would not notice.
//
// Each thread has a table of its own. A network thread's is also used by its visitors.
class ConnectionSockets {
 public:
  // Called for each connection that is closed while it listens.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void SocketCloses(curl_socket_t socket) = 0;
  };

  static void Opened(curl_socket_t socket);
  static void Closes(curl_socket_t socket);
  static bool Has(curl_socket_t socket) { return SerialOf(socket) != 0; }
  // Tells a connection from an earlier one with the same socket number; 0 if none is open.
  static uint64_t SerialOf(curl_socket_t socket);

  // The driver that is notified of closing sockets; one at a time, because turns of the event loop do not nest.
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
