#include "multi/multi_driver.h"

namespace curlew {

namespace {

// A program that starts a transfer in each completion may find the next one ready at once (a refused port, file://).
// It gets this many turns before the rest of the event loop has its own.
constexpr int kTurnsPerLoop = 4;

// What a socket callback answers to have libcurl give up; it takes other numbers for success.
constexpr int kAbort = -1;

}  // namespace

MultiDriver::MultiDriver(uv_loop_t* loop, CURLM* multi, Owner* owner)
    : loop_(loop), multi_(multi), owner_(owner), timer_(new uv_timer_t), check_(new uv_check_t) {
  // Neither of these can fail; they only set fields.
  uv_timer_init(loop_, timer_.get());
  uv_check_init(loop_, check_.get());
  timer_->data = this;
  check_->data = this;
  uv_unref(reinterpret_cast<uv_handle_t*>(timer_.get()));
  uv_check_start(check_.get(), [](uv_check_t* check) {
    auto* driver = static_cast<MultiDriver*>(check->data);
    if (driver && !driver->noted_.empty()) driver->RunTurn(false);
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(check_.get()));
}

MultiDriver::~MultiDriver() {
  if (destroyed_) *destroyed_ = true;
}

CURLMcode MultiDriver::Install() {
  CURLMcode code = curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &MultiDriver::OnSocket);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &MultiDriver::OnTimer);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  return code;
}

void MultiDriver::SetActive(bool active) {
  uv_handle_t* handle = reinterpret_cast<uv_handle_t*>(check_.get());
  active ? uv_ref(handle) : uv_unref(handle);
}

int MultiDriver::OnSocket(CURL*, curl_socket_t socket, int what, void* data, void*) {
  auto* driver = static_cast<MultiDriver*>(data);
  if (what == CURL_POLL_REMOVE) {
    driver->Unwatch(socket);
    return 0;
  }
  return driver->Watch(socket, what);
}

int MultiDriver::Watch(curl_socket_t socket, int what) {
  std::unique_ptr<Watcher>& slot = watchers_[socket];
  if (!slot) {
    auto poll = std::make_unique<uv_poll_t>();
    if (uv_poll_init_socket(loop_, poll.get(), socket) != 0) {
      watchers_.erase(socket);
      return kAbort;
    }
    slot = std::make_unique<Watcher>();
    slot->driver = this;
    slot->socket = socket;
    slot->poll.reset(poll.release());
    slot->poll->data = slot.get();
    // The transfers keep the loop alive (SetActive), not their sockets.
    uv_unref(reinterpret_cast<uv_handle_t*>(slot->poll.get()));
  }
  const int events = (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0);
  slot->watching = true;
  const int started = uv_poll_start(slot->poll.get(), events, [](uv_poll_t* poll, int status, int seen) {
    auto* watcher = static_cast<Watcher*>(poll->data);
    if (!watcher) return;
    int bits = (seen & UV_READABLE ? CURL_CSELECT_IN : 0) | (seen & UV_WRITABLE ? CURL_CSELECT_OUT : 0);
    if (status < 0) bits |= CURL_CSELECT_ERR;
    watcher->driver->Note(watcher, bits);
  });
  return started == 0 ? 0 : kAbort;
}

void MultiDriver::Unwatch(curl_socket_t socket) {
  auto found = watchers_.find(socket);
  if (found == watchers_.end()) return;
  // Stopping is immediate (the descriptor may be closed next); what was noted for it is void.
  uv_poll_stop(found->second->poll.get());
  found->second->watching = false;
}

void MultiDriver::Note(Watcher* watcher, int events) {
  if (watcher->noted == 0) noted_.push_back(watcher);
  watcher->noted |= events;
}

int MultiDriver::OnTimer(CURLM*, long timeout_ms, void* data) {
  auto* driver = static_cast<MultiDriver*>(data);
  if (timeout_ms < 0) {
    driver->due_now_ = false;
    uv_timer_stop(driver->timer_.get());
  } else if (timeout_ms == 0 && driver->in_turn_) {
    // Never acted on inside libcurl's callback: the turn that is running goes round once more.
    driver->due_now_ = true;
  } else {
    driver->due_now_ = false;
    driver->StartTimer(timeout_ms);
  }
  return 0;
}

void MultiDriver::StartTimer(long timeout_ms) {
  uv_timer_start(
      timer_.get(),
      [](uv_timer_t* timer) {
        auto* driver = static_cast<MultiDriver*>(timer->data);
        if (driver) driver->RunTurn(true);
      },
      static_cast<uint64_t>(timeout_ms), 0);
}

void MultiDriver::RunTurn(bool timeout) {
  bool destroyed = false;
  destroyed_ = &destroyed;
  in_turn_ = true;
  due_now_ = timeout;
  for (int turn = 0; turn < kTurnsPerLoop && (due_now_ || !noted_.empty()); ++turn) {
    ready_.clear();
    for (Watcher* watcher : noted_) {
      if (watcher->watching) ready_.push_back({watcher->socket, watcher->noted});
      watcher->noted = 0;
    }
    noted_.clear();
    const bool due = due_now_;
    due_now_ = false;
    owner_->Turn({ready_, due});
    if (destroyed) return;
  }
  in_turn_ = false;
  destroyed_ = nullptr;
  if (due_now_) StartTimer(0);
}

}  // namespace curlew
