#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "multi/connection_sockets.h"
#include "network/js_wakeup.h"
#include "network/network_driver.h"
#include "platform/system_thread.h"

namespace curlew {

class Easy;

// A thread with a CURLM of its own, for the transfers that call no JavaScript in their middle. JavaScript's thread
// hands handles over, and takes finished ones back in batches; no lock is held while libcurl runs.
//
// All other things that JavaScript's thread may want of such a handle, or of what it shares, are done in a visit
// (NetworkVisit): the thread stays out of libcurl meanwhile.
class NetworkThread final : public std::enable_shared_from_this<NetworkThread> {
 public:
  // A transfer that has ended, with this CURLcode; whose redirect has come; or whose queue or upload
  // has news.
  struct Result {
    enum class Kind { kEnded, kRedirected, kHasNews };
    Easy* easy;
    uint32_t id;
    Kind kind;
    CURLcode code;
  };

  // nullptr when there is no memory, or the system or Node refuses. The owner is told, on JavaScript's thread, that
  // there are results.
  static std::shared_ptr<NetworkThread> Make(napi_env env, JsWakeup::Owner* owner);
  ~NetworkThread();

  // JavaScript's thread:

  // False when the system has no thread to give. It may be called again.
  bool Start();
  // Starts the transfer.
  void Add(Easy* easy);
  // The reader of its queue has made room, or its upload has bytes to send.
  void GoOn(Easy* easy);
  // In a visit: takes the handle out, wherever it is, with its results. Answers as curl_multi_remove_handle.
  CURLMcode Remove(Easy* easy);
  // Replaces the content of the list by at most so many results.
  void Take(size_t most, std::vector<Result>* results);
  // Ends the thread, in the middle of transfers too.
  void Halt();
  // The same, and frees the CURLM. The handles are out of it then.
  void Stop();
  void SetActive(bool active) { wakeup_.SetActive(active); }
  // In a visit.
  CURLM* handle() const { return multi_; }
  std::vector<LoopDriver::Connection> Connections() const { return driver_->Connections(); }

  // The network thread, from within libcurl: a redirect's headers have come.
  void HasRedirect(Easy* easy);
  // Something has come for its queue, or its upload wants something.
  void HasNews(Easy* easy);
  // As Multi::UploadEnds.
  void UploadEnds(Easy* easy);
  // The time, as of uv_hrtime(), until which bodies may be decoded in this turn. Later, the rest of the handle's body
  // waits.
  uint64_t DecodeDeadline();
  void DecodeLater(Easy* easy);

 private:
  friend class NetworkVisit;
  friend class NetworkUse;

  NetworkThread() = default;
  bool Open(napi_env env, JsWakeup::Owner* owner);
  void Order(std::vector<Easy*>* list, Easy* easy);
  void Main();
  bool Enter();
  // Whether there is time to wait.
  bool Leave();
  void Wait(int timeout_ms);
  void AddNew();
  void GoOnHeld();
  void Resume(Easy* easy);
  void DecodeWaiting();
  void Collect(CURLMcode code);
  void FlushQueues();
  void ForgetNews(Easy* easy);
  void End(Easy* easy, CURLcode code);
  void FreeMulti();

  void BeginVisit();
  void EndVisit();

  JsWakeup wakeup_;
  SystemThread thread_;
  ConnectionSockets::Table sockets_;
  std::unique_ptr<NetworkDriver> driver_;

  // Used by the thread, or by a visitor: the one that is in libcurl.
  CURLM* multi_ = nullptr;
  std::unordered_set<Easy*> running_;
  std::vector<Result> ended_;    // in this turn, or a visit before it
  std::vector<Easy*> added_;     // in this turn
  std::vector<Easy*> going_on_;  // in this turn; some may have ended
  std::vector<Easy*> with_news_;
  std::vector<Easy*> decoding_;  // whose bodies wait to be decoded
  uint64_t decode_deadline_ = 0;

  std::atomic<int> visitors_{0};
  std::mutex mutex_;  // what is below
  std::condition_variable free_;
  bool in_libcurl_ = false;
  bool waits_ = false;  // or is about to
  bool stopped_ = false;
  std::vector<Easy*> new_;
  std::vector<Easy*> to_go_on_;
  std::vector<Result> results_;
};

// While one lives, the network thread is out of libcurl, and JavaScript's thread may touch what the two share. Visits
// nest. A visit begins when the running call of libcurl has returned.
class NetworkVisit {
 public:
  // Nothing for nullptr, which is what most handles have: inline, since it is on the path of every transfer.
  explicit NetworkVisit(std::shared_ptr<NetworkThread> thread) : thread_(std::move(thread)) {
    if (thread_) thread_->BeginVisit();
  }
  explicit NetworkVisit(NetworkThread* thread)
      : NetworkVisit(thread ? thread->shared_from_this() : std::shared_ptr<NetworkThread>()) {}
  ~NetworkVisit() {
    if (thread_) thread_->EndVisit();
  }
  NetworkVisit(const NetworkVisit&) = delete;
  NetworkVisit& operator=(const NetworkVisit&) = delete;

 protected:
  std::shared_ptr<NetworkThread> thread_;
};

// A visit to call libcurl in place of the thread, with a handle that is there or with the CURLM: connections that are
// closed meanwhile are the thread's.
class NetworkUse final : public NetworkVisit {
 public:
  explicit NetworkUse(NetworkThread* thread) : NetworkVisit(thread) {
    if (thread_) use_.emplace(&thread_->sockets_);
  }

 private:
  std::optional<ConnectionSockets::Use> use_;
};

}  // namespace curlew
