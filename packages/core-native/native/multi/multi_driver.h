#pragma once

#include <curl/curl.h>
#include <uv.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "multi/connection_sockets.h"
#include "multi/loop_driver.h"
#include "support/uv_handle.h"

namespace curlew {

// Drives one CURLM on a libuv loop: a uv_poll_t per socket, one uv_timer_t for libcurl's timeout, one uv_check_t.
//
// Socket events are only noted during libuv's poll phase. The check phase right behind it hands them to libcurl in one
// turn, so that however many sockets became ready, JavaScript is entered once. The time of a turn is limited: the
// rest is done in the next one, after libuv has served everything else on the loop.
class MultiDriver final : public LoopDriver, public ConnectionSockets::Listener {
 public:
  MultiDriver(uv_loop_t* loop, CURLM* multi, Owner* owner);
  ~MultiDriver() override;

  // Puts libcurl's callbacks into the multi.
  CURLMcode Install() override;
  void SetActive(bool active) override;
  void AskForTurn() override;
  void LookAtDatagrams(curl_socket_t socket) override;
  std::vector<Connection> Connections() const override;
  // During a turn of this driver.
  void SocketCloses(curl_socket_t socket) override;

 private:
  // A watched socket. Kept when libcurl stops watching it: a keep-alive connection is watched again for its next
  // transfer, and a fresh uv_poll_init would cost three system calls for each.
  struct Watcher {
    MultiDriver* driver;
    curl_socket_t socket;
    UvHandle<uv_poll_t> poll;
    int wanted = 0;        // UV_* bits that libcurl asks for
    int watched = 0;       // those that libuv watches
    int noted = 0;         // CURL_CSELECT_* bits seen since libcurl was given them last
    bool changed = false;  // is in changed_
    bool lasting = false;  // open as long as the multi
    uint64_t serial = 0;   // of the connection that it was watched for last
    std::string url;       // of the first transfer of that
    // The events for libuv to watch: none while the socket waits for libcurl.
    int due() const { return noted ? 0 : wanted; }
  };

  static int OnSocket(CURL* easy, curl_socket_t socket, int what, void* driver, void* watcher);
  static int OnTimer(CURLM* multi, long timeout_ms, void* driver);
  static void OnPoll(uv_poll_t* poll, int status, int seen);
  // nullptr when libuv cannot watch it.
  Watcher* WatcherOf(curl_socket_t socket, CURL* easy);
  bool Open(Watcher* watcher);
  // Its socket may be closed next.
  static void Leave(Watcher* watcher);
  bool Want(Watcher* watcher, int events);
  static void NoteConnection(Watcher* watcher, CURL* easy);
  // To be applied at the end of the turn.
  void Change(Watcher* watcher);
  static bool Apply(Watcher* watcher);
  void ApplyChanges();
  void Note(Watcher* watcher, int events);
  void ParkNoted();
  void StartTimer(long timeout_ms);
  void StartIdle();
  bool HasWork() const { return due_now_ || asked_ || next_noted_ < noted_.size(); }
  void TakeReady();
  void RunTurn(bool timeout);

  uv_loop_t* loop_;
  CURLM* multi_;
  Owner* owner_;
  bool due_now_ = false;  // libcurl asked for a timeout of 0 during a turn
  bool asked_ = false;    // the owner has work of its own
  // Set by the destructor, so that a turn that ends its own driver notices.
  bool* destroyed_ = nullptr;
  std::unordered_map<curl_socket_t, std::unique_ptr<Watcher>> watchers_;
  std::vector<Watcher*> noted_;
  size_t next_noted_ = 0;  // those before were given to libcurl
  size_t parked_ = 0;      // those before are not watched until they are
  std::vector<Watcher*> changed_;
  std::vector<Ready> ready_;
  UvHandle<uv_timer_t> timer_;
  UvHandle<uv_check_t> check_;
  // Active while there is work for a turn: libuv then looks at its sockets without waiting.
  UvHandle<uv_idle_t> idle_;
};

}  // namespace curlew
