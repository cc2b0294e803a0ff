#include "network/network_thread.h"

#include <uv.h>

#include <algorithm>

#include "body/body_queue.h"
#include "easy/decode_turn.h"
#include "easy/easy.h"
#include "network/live_threads.h"

namespace curlew {

namespace {

void Forget(std::vector<Easy*>* list, Easy* easy) {
  list->erase(std::remove(list->begin(), list->end(), easy), list->end());
}

void Drop(std::vector<NetworkThread::Result>* results, Easy* easy) {
  const auto is_its = [easy](const NetworkThread::Result& result) { return result.easy == easy; };
  results->erase(std::remove_if(results->begin(), results->end(), is_its), results->end());
}

}  // namespace

std::shared_ptr<NetworkThread> NetworkThread::Make(napi_env env, JsWakeup::Owner* owner) {
  std::shared_ptr<NetworkThread> thread(new NetworkThread());
  return thread->Open(env, owner) ? thread : nullptr;
}

bool NetworkThread::Open(napi_env env, JsWakeup::Owner* owner) {
  multi_ = curl_multi_init();
  if (!multi_) return false;
#if CURL_AT_LEAST_VERSION(8, 20, 0)
  (void)curl_multi_setopt(multi_, CURLMOPT_QUICK_EXIT, 1L);
#endif
  driver_ = NetworkDriver::Make(multi_);
  return driver_ && wakeup_.Open(env, "CURLEW_NETWORK", owner);
}

NetworkThread::~NetworkThread() { Stop(); }

bool NetworkThread::Start() {
  if (thread_.started()) return true;
  if (!thread_.Start([](void* data) { static_cast<NetworkThread*>(data)->Main(); }, this)) return false;
  LiveThreads::Add(this);
  return true;
}

void NetworkThread::Add(Easy* easy) { Order(&new_, easy); }

void NetworkThread::GoOn(Easy* easy) { Order(&to_go_on_, easy); }

void NetworkThread::Order(std::vector<Easy*>* list, Easy* easy) {
  bool wake;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    list->push_back(easy);
    wake = waits_;
    waits_ = false;
  }
  if (wake) driver_->Wake();
}

CURLMcode NetworkThread::Remove(Easy* easy) {
  CURLMcode code = CURLM_OK;
  // Refused only when libcurl is on the stack, which a visit excludes.
  if (running_.erase(easy) > 0) code = curl_multi_remove_handle(multi_, easy->curl());
  Forget(&decoding_, easy);
  ForgetNews(easy);
  Drop(&ended_, easy);
  const std::lock_guard<std::mutex> lock(mutex_);
  Forget(&new_, easy);
  Forget(&to_go_on_, easy);
  Drop(&results_, easy);
  return code;
}

void NetworkThread::Take(size_t most, std::vector<Result>* results) {
  results->clear();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (results_.size() <= most) {
    results->swap(results_);
    return;
  }
  const auto end = results_.begin() + static_cast<ptrdiff_t>(most);
  results->assign(results_.begin(), end);
  results_.erase(results_.begin(), end);
}

void NetworkThread::Halt() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  free_.notify_all();
  driver_->Wake();
  // It never waits for JavaScript's thread once it is stopped.
  thread_.Join();
}

void NetworkThread::Stop() {
  if (!multi_) return;
  LiveThreads::Remove(this);
  if (driver_) Halt();
  FreeMulti();
  wakeup_.Close();
}

void NetworkThread::FreeMulti() {
  const ConnectionSockets::Use use(&sockets_);
  for (Easy* const easy : running_) (void)curl_multi_remove_handle(multi_, easy->curl());
  running_.clear();
  (void)curl_multi_cleanup(multi_);
  multi_ = nullptr;
}

void NetworkThread::Main() {
  const ConnectionSockets::Use use(&sockets_);
  ConnectionSockets::SetListener(driver_.get());
  while (Enter()) {
    decode_deadline_ = 0;
    AddNew();
    GoOnHeld();
    const CURLMcode code = driver_->Run(visitors_);
    DecodeWaiting();
    Collect(code);
    FlushQueues();
    const int timeout = driver_->Settle();
    Wait(Leave() ? timeout : 0);
  }
}

bool NetworkThread::Enter() {
  std::unique_lock<std::mutex> lock(mutex_);
  free_.wait(lock, [this] { return stopped_ || visitors_ == 0; });
  if (stopped_) return false;
  in_libcurl_ = true;
  waits_ = false;
  added_.swap(new_);
  going_on_.swap(to_go_on_);
  return true;
}

bool NetworkThread::Leave() {
  bool tell = false;
  bool waits;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    in_libcurl_ = false;
    tell = results_.empty() && !ended_.empty();
    results_.insert(results_.end(), ended_.begin(), ended_.end());
    // Before the next visit, because its calls of libcurl may add to the list.
    ended_.clear();
    waits = waits_ = new_.empty() && to_go_on_.empty() && decoding_.empty() && !stopped_;
  }
  if (visitors_ > 0) free_.notify_all();
  if (tell) wakeup_.Call();
  return waits;
}

void NetworkThread::Wait(int timeout_ms) {
  if (!driver_->WaitsInLibcurl()) return driver_->Wait(timeout_ms);
  {
    std::unique_lock<std::mutex> lock(mutex_);
    free_.wait(lock, [this] { return stopped_ || visitors_ == 0; });
    if (stopped_ || !new_.empty() || !to_go_on_.empty()) return;
    in_libcurl_ = true;
  }
  driver_->Wait(timeout_ms);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    in_libcurl_ = false;
  }
  if (visitors_ > 0) free_.notify_all();
}

void NetworkThread::AddNew() {
  for (Easy* const easy : added_) {
    running_.insert(easy);
    if (curl_multi_add_handle(multi_, easy->curl()) != CURLM_OK) End(easy, CURLE_FAILED_INIT);
  }
  added_.clear();
}

void NetworkThread::GoOnHeld() {
  for (Easy* const easy : going_on_) {
    // One that has ended is only a number here, of a handle that may be gone.
    if (running_.count(easy) == 0) continue;
    const bool sends = easy->EndUploadRest();
    const bool receives = easy->EndRest();
    const bool decodes = receives && easy->IsDecoding();
    if (decodes) DecodeLater(easy);
    if (sends || (receives && !decodes)) Resume(easy);
  }
  going_on_.clear();
}

void NetworkThread::Resume(Easy* easy) {
  const CURLcode code = easy->ApplyPause();
  // Without a connection libcurl refuses: the transfer has just ended, which its message tells.
  if (code != CURLE_OK && code != CURLE_BAD_FUNCTION_ARGUMENT) End(easy, code);
}

void NetworkThread::Collect(CURLMcode code) {
  int queued = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &queued)) {
    if (message->msg != CURLMSG_DONE) continue;
    // Read before removal, which frees the message.
    const CURLcode result = message->data.result;
    Easy* const easy = Easy::OwnerOf(message->easy_handle);
    if (!easy) continue;
    if (result == CURLE_OK && easy->IsDecoding())
      easy->stay().done = true;
    else
      End(easy, result);
  }
  // libcurl leaves the state of all transfers undefined after an error.
  while (code != CURLM_OK && !running_.empty()) End(*running_.begin(), CURLE_UNRECOVERABLE_POLL);
}

void NetworkThread::End(Easy* easy, CURLcode code) {
  const CURLcode result = easy->EndBody(code);
  // A redirect that is whole in the same turn has no notification but its end.
  if (easy->stay().redirected) Drop(&ended_, easy);
  running_.erase(easy);
  Forget(&decoding_, easy);
  ForgetNews(easy);
  (void)curl_multi_remove_handle(multi_, easy->curl());
  ended_.push_back({easy, easy->id(), Result::Kind::kEnded, result});
}

uint64_t NetworkThread::DecodeDeadline() {
  if (decode_deadline_ == 0) decode_deadline_ = uv_hrtime() + kDecodeBudget;
  return decode_deadline_;
}

void NetworkThread::DecodeLater(Easy* easy) { decoding_.push_back(easy); }

void NetworkThread::DecodeWaiting() {
  if (decoding_.empty()) return;
  DecodeInTurn(&decoding_, DecodeDeadline(), [this](Easy* easy, Easy::Decoded decoded) {
    if (decoded == Easy::Decoded::kFailed) return End(easy, easy->ResultOf(CURLE_WRITE_ERROR));
    if (easy->stay().done) return End(easy, CURLE_OK);
    Resume(easy);
  });
}

void NetworkThread::HasRedirect(Easy* easy) {
  ended_.push_back({easy, easy->id(), Result::Kind::kRedirected, CURLE_OK});
}

void NetworkThread::HasNews(Easy* easy) {
  if (easy->stay().has_news) return;
  easy->stay().has_news = true;
  with_news_.push_back(easy);
}

void NetworkThread::UploadEnds(Easy* easy) {
  curl_socket_t socket = CURL_SOCKET_BAD;
  if (curl_easy_getinfo(easy->curl(), CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK) return;
  if (socket != CURL_SOCKET_BAD) driver_->LookAtDatagrams(socket);
}

void NetworkThread::ForgetNews(Easy* easy) {
  if (easy->stay().has_news) Forget(&with_news_, easy);
  easy->stay().has_news = false;
}

void NetworkThread::FlushQueues() {
  for (Easy* const easy : with_news_) {
    easy->stay().has_news = false;
    if (easy->FlushPipes()) ended_.push_back({easy, easy->id(), Result::Kind::kHasNews, CURLE_OK});
  }
  with_news_.clear();
}

void NetworkThread::BeginVisit() {
  std::unique_lock<std::mutex> lock(mutex_);
  ++visitors_;
  if (in_libcurl_ && driver_->WaitsInLibcurl()) driver_->Wake();
  free_.wait(lock, [this] { return !in_libcurl_; });
}

void NetworkThread::EndVisit() {
  // Stopped by what the visitor did.
  if (multi_) (void)driver_->Settle();
  bool wake;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --visitors_;
    // libcurl may have another timeout now.
    wake = waits_ && visitors_ == 0;
    if (wake) waits_ = false;
  }
  free_.notify_all();
  if (wake && multi_) driver_->Wake();
}

}  // namespace curlew
