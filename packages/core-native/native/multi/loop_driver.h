#pragma once

#include <curl/curl.h>

#include <string>
#include <vector>

namespace curlew {

// Gives an attached multi its turns on JavaScript's thread.
class LoopDriver {
 public:
  struct Ready {
    curl_socket_t socket;
    int events;  // CURL_CSELECT_* bits
  };
  struct Work {
    const std::vector<Ready>& sockets;
    bool timeout;  // libcurl's own timer is due
  };
  struct Connection {
    std::string url;  // of the transfer that it was made for
    bool busy;        // a transfer waits for it
  };
  class Owner {
   public:
    virtual ~Owner() = default;
    // Gives libcurl the work and delivers what finished. libcurl's socket and timer callbacks come back to the driver
    // meanwhile.
    virtual void Turn(const Work& work) = 0;
  };

  LoopDriver() = default;
  LoopDriver(const LoopDriver&) = delete;
  LoopDriver& operator=(const LoopDriver&) = delete;
  virtual ~LoopDriver() = default;

  // A code other than CURLM_OK means that it is unusable.
  virtual CURLMcode Install() = 0;
  // The loop stays alive while active.
  virtual void SetActive(bool active) = 0;
  // A turn soon, whatever libcurl's timeout is meanwhile.
  virtual void AskForTurn() = 0;
  // As if the socket had something to read; nothing for another kind of socket.
  virtual void LookAtDatagrams(curl_socket_t socket) = 0;
  // The open connections, including idle ones.
  virtual std::vector<Connection> Connections() const = 0;
};

}  // namespace curlew
