#include "multi/multi_driver.h"

#include <algorithm>

#include "platform/sockets.h"

namespace curlew {

namespace {

// How long a turn may take before the rest of the event loop has its own, in nanoseconds. It is looked at between
// rounds of so many sockets.
constexpr uint64_t kTurnBudget = 4'000'000;
constexpr size_t kSocketsPerRound = 16;

// The answer with which a socket callback makes libcurl fail; other numbers mean success.
constexpr int kAbort = -1;

// Whether it is what libcurl's threads wake the multi by, which is open as long as the multi is: no socket (an eventfd
// or a pipe), and asked for by a handle of libcurl's own.
bool IsWakeup(curl_socket_t socket, CURL* easy) {
  void* data = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_PRIVATE, &data) != CURLE_OK || data) return false;
  return KindOfSocket(socket) == SocketKind::kNoSocket;
}

template <typename T>
uv_handle_t* Base(const UvHandle<T>& handle) {
  return reinterpret_cast<uv_handle_t*>(handle.get());
}

}  // namespace

MultiDriver::MultiDriver(uv_loop_t* loop, CURLM* multi, Owner* owner)
    : loop_(loop), multi_(multi), owner_(owner), timer_(new uv_timer_t), check_(new uv_check_t), idle_(new uv_idle_t) {
  // None of these can fail; they only set fields.
  uv_timer_init(loop_, timer_.get());
  uv_check_init(loop_, check_.get());
  uv_idle_init(loop_, idle_.get());
  timer_->data = this;
  check_->data = this;
  uv_check_start(check_.get(), [](uv_check_t* check) {
    auto* driver = static_cast<MultiDriver*>(check->data);
    if (driver && driver->HasWork()) driver->RunTurn(false);
  });
  uv_unref(Base(timer_));
  uv_unref(Base(check_));
  uv_unref(Base(idle_));
}

MultiDriver::~MultiDriver() {
  if (destroyed_) *destroyed_ = true;
  if (ConnectionSockets::listener() == this) ConnectionSockets::SetListener(nullptr);
}

CURLMcode MultiDriver::Install() {
  CURLMcode code = curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &MultiDriver::OnSocket);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &MultiDriver::OnTimer);
  if (code == CURLM_OK) code = curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  return code;
}

void MultiDriver::SetActive(bool active) { active ? uv_ref(Base(check_)) : uv_unref(Base(check_)); }

int MultiDriver::OnSocket(CURL* easy, curl_socket_t socket, int what, void* data, void*) {
  auto* driver = static_cast<MultiDriver*>(data);
  if (what == CURL_POLL_REMOVE) {
    const auto found = driver->watchers_.find(socket);
    if (found != driver->watchers_.end()) driver->Want(found->second.get(), 0);
    return 0;
  }
  Watcher* watcher = driver->WatcherOf(socket, easy);
  if (!watcher) return kAbort;
  NoteConnection(watcher, easy);
  const int events = (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0);
  return driver->Want(watcher, events) ? 0 : kAbort;
}

MultiDriver::Watcher* MultiDriver::WatcherOf(curl_socket_t socket, CURL* easy) {
  std::unique_ptr<Watcher>& slot = watchers_[socket];
  if (!slot) {
    slot = std::make_unique<Watcher>();
    slot->driver = this;
    slot->socket = socket;
    slot->lasting = IsWakeup(socket, easy);
  }
  return slot->poll || Open(slot.get()) ? slot.get() : nullptr;
}

bool MultiDriver::Open(Watcher* watcher) {
  auto poll = std::make_unique<uv_poll_t>();
  if (uv_poll_init_socket(loop_, poll.get(), watcher->socket) != 0) return false;
  watcher->poll.reset(poll.release());
  watcher->poll->data = watcher;
  // The transfers keep the loop alive (SetActive), not their sockets.
  uv_unref(Base(watcher->poll));
  return true;
}

void MultiDriver::Leave(Watcher* watcher) {
  watcher->wanted = 0;
  (void)Apply(watcher);
  if (!kWatchOutlivesSocket) watcher->poll.reset();
}

void MultiDriver::NoteConnection(Watcher* watcher, CURL* easy) {
  const uint64_t serial = ConnectionSockets::SerialOf(watcher->socket);
  if (serial == watcher->serial) return;
  watcher->serial = serial;
  char* url = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url) != CURLE_OK || !url) url = nullptr;
  watcher->url = url ? url : "";
}

std::vector<MultiDriver::Connection> MultiDriver::Connections() const {
  std::vector<Connection> connections;
  for (const auto& [socket, watcher] : watchers_) {
    if (watcher->lasting || watcher->serial == 0) continue;
    // The number may be another connection's by now, which this driver has not seen yet, or another driver's.
    if (ConnectionSockets::SerialOf(socket) != watcher->serial) continue;
    connections.push_back({watcher->url, watcher->wanted != 0});
  }
  return connections;
}

// libcurl stops watching a connection when a transfer ends, and watches it again for the next one, which the end of the
// first may start. So libuv is given only the outcome of a turn, if it is certain that the socket does not close
// unnoticed before: three system calls less for each request of a busy connection.
bool MultiDriver::Want(Watcher* watcher, int events) {
  watcher->wanted = events;
  // Events noted for a socket that may be closed next are void.
  if (events == 0) watcher->noted = 0;
  const bool told_of_closing = watcher->lasting || ConnectionSockets::Has(watcher->socket);
  if (ConnectionSockets::listener() == this && told_of_closing) {
    Change(watcher);
    return true;
  }
  if (events != 0) return Apply(watcher);
  Leave(watcher);
  return true;
}

void MultiDriver::Change(Watcher* watcher) {
  if (!watcher->changed) changed_.push_back(watcher);
  watcher->changed = true;
}

bool MultiDriver::Apply(Watcher* watcher) {
  const int due = watcher->due();
  if (watcher->watched == due) return true;
  if (!watcher->poll && !watcher->driver->Open(watcher)) return false;
  const int code =
      due ? uv_poll_start(watcher->poll.get(), due, &MultiDriver::OnPoll) : uv_poll_stop(watcher->poll.get());
  // A watch that libuv refuses to start is stopped.
  watcher->watched = code == 0 ? due : 0;
  return code == 0;
}

void MultiDriver::ApplyChanges() {
  for (Watcher* watcher : changed_) {
    watcher->changed = false;
    // libcurl cannot be refused any more; it is told as of a socket that failed.
    if (!Apply(watcher)) Note(watcher, CURL_CSELECT_ERR);
  }
  changed_.clear();
}

void MultiDriver::SocketCloses(curl_socket_t socket) {
  const auto found = watchers_.find(socket);
  if (found == watchers_.end()) return;
  Leave(found->second.get());
}

void MultiDriver::LookAtDatagrams(curl_socket_t socket) {
  const auto found = watchers_.find(socket);
  if (found == watchers_.end() || KindOfSocket(socket) != SocketKind::kDatagram) return;
  Note(found->second.get(), CURL_CSELECT_IN);
  if (ConnectionSockets::listener() != this) StartIdle();
}

void MultiDriver::OnPoll(uv_poll_t* poll, int status, int seen) {
  auto* watcher = static_cast<Watcher*>(poll->data);
  if (!watcher) return;
  int bits = (seen & UV_READABLE ? CURL_CSELECT_IN : 0) | (seen & UV_WRITABLE ? CURL_CSELECT_OUT : 0);
  if (status < 0) {
    bits |= CURL_CSELECT_ERR;
    // libuv has stopped it; should libcurl still want it after the turn, it is started again.
    watcher->watched = 0;
    watcher->driver->Change(watcher);
  }
  watcher->driver->Note(watcher, bits);
}

void MultiDriver::Note(Watcher* watcher, int events) {
  if (watcher->noted == 0) noted_.push_back(watcher);
  watcher->noted |= events;
}

// Sockets that a turn left over are not watched until libcurl has handled them: libuv would report them all again
// before each turn, and with ten thousand sockets that takes longer than a turn.
void MultiDriver::ParkNoted() {
  for (parked_ = std::max(parked_, next_noted_); parked_ < noted_.size(); ++parked_) Change(noted_[parked_]);
}

int MultiDriver::OnTimer(CURLM*, long timeout_ms, void* data) {
  auto* driver = static_cast<MultiDriver*>(data);
  // Never acted on inside libcurl's callback: the turn that is running goes round once more.
  driver->due_now_ = timeout_ms == 0 && ConnectionSockets::listener() == driver;
  if (timeout_ms < 0)
    uv_timer_stop(driver->timer_.get());
  else if (!driver->due_now_)
    driver->StartTimer(timeout_ms);
  return 0;
}

void MultiDriver::AskForTurn() {
  asked_ = true;
  if (ConnectionSockets::listener() != this) StartIdle();
}

void MultiDriver::StartIdle() {
  uv_idle_start(idle_.get(), [](uv_idle_t*) {});
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

// The next of the noted sockets, into ready_.
void MultiDriver::TakeReady() {
  ready_.clear();
  while (next_noted_ < noted_.size() && ready_.size() < kSocketsPerRound) {
    Watcher* watcher = noted_[next_noted_++];
    // No longer wanted, or listed twice because it was unwanted in between.
    if (watcher->noted != 0) ready_.push_back({watcher->socket, watcher->noted});
    watcher->noted = 0;
    if (watcher->watched != watcher->wanted) Change(watcher);
  }
  if (next_noted_ < noted_.size()) return;
  noted_.clear();
  next_noted_ = parked_ = 0;
}

void MultiDriver::RunTurn(bool timeout) {
  bool destroyed = false;
  destroyed_ = &destroyed;
  ConnectionSockets::SetListener(this);
  due_now_ |= timeout;
  const uint64_t deadline = uv_hrtime() + kTurnBudget;
  while (HasWork()) {
    TakeReady();
    const bool due = due_now_;
    due_now_ = false;
    asked_ = false;
    owner_->Turn({ready_, due});
    if (destroyed) return;
    // A program that starts a transfer in each completion may find the next one ready at once, for ever.
    if (uv_hrtime() > deadline) break;
  }
  ConnectionSockets::SetListener(nullptr);
  destroyed_ = nullptr;
  ParkNoted();
  ApplyChanges();
  // Not a timer of 0: started while libuv runs its timers, it would fire at once, before any socket is polled.
  if (HasWork())
    StartIdle();
  else
    uv_idle_stop(idle_.get());
}

}  // namespace curlew
