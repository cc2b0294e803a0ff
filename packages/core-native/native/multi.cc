#include "multi.h"

#include <sys/select.h>

#include <climits>
#include <vector>

#include "easy.h"
#include "support/values.h"

namespace curlew {

namespace {

// Element of the multi's JavaScript object with the function that takes a turn's finished transfers. Not a native
// reference: it closes over the Multi of src/multi.ts, and that circle must stay visible to the garbage collector.
constexpr uint32_t kDrainSlot = 0;

Napi::Value Answer(napi_env env, int status) { return Napi::Number::New(env, status); }

Napi::Value Failed(napi_env env, int status) {
  Napi::Object failure = Napi::Object::New(env);
  failure.Set("failed", Napi::Number::New(env, status));
  return failure;
}

Easy* OwnerOf(CURL* curl) {
  void* data = nullptr;
  // libcurl's internal handles (DoH, its resolver) can show up in messages; they carry no pointer of ours.
  if (curl_easy_getinfo(curl, CURLINFO_PRIVATE, &data) != CURLE_OK) return nullptr;
  return static_cast<Easy*>(data);
}

}  // namespace

class Multi::Inside {
 public:
  explicit Inside(Multi* multi) : multi_(multi) { ++multi_->inside_; }
  ~Inside() { --multi_->inside_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  Multi* multi_;
};

Napi::Function Multi::Define(Napi::Env env) {
  return DefineClass(env, "NativeMulti",
                     {
                         InstanceMethod<&Multi::Add>("add"),
                         InstanceMethod<&Multi::Remove>("remove"),
                         InstanceMethod<&Multi::SetOpt>("setOpt"),
                         InstanceMethod<&Multi::Perform>("perform"),
                         InstanceMethod<&Multi::Poll>("poll"),
                         InstanceMethod<&Multi::Timeout>("timeout"),
                         InstanceMethod<&Multi::FdSet>("fdset"),
                         InstanceMethod<&Multi::InfoRead>("infoRead"),
                         InstanceMethod<&Multi::Attach>("attach"),
                         InstanceMethod<&Multi::Close>("close"),
                     });
}

Multi::Multi(const Napi::CallbackInfo& info) : ObjectWrap(info), env_(info.Env()), addon_(Addon::Of(info.Env())) {
  handle_ = curl_multi_init();
  if (!handle_) return;  // every call answers kClosed; the TypeScript constructor looks and throws
  addon_->Register(this, Addon::Kind::kMulti);
#if CURL_AT_LEAST_VERSION(8, 20, 0)
  // A look-up that hangs must not hold up close(): the resolver threads are left to end by themselves.
  (void)curl_multi_setopt(handle_, CURLMOPT_QUICK_EXIT, 1L);
#endif
}

Multi::~Multi() { CloseHandle(); }

void Multi::CloseAtExit() { CloseHandle(); }

void Multi::CloseHandle() {
  addon_->Deregister(this);
  driver_.reset();
  if (!handle_) return;
  if (IsInside()) {
    // process.exit() inside a callback: libcurl would refuse, and the process ends anyway.
    handle_ = nullptr;
    return;
  }
  {
    // The driver is gone, and with it the object that libcurl's socket and timer callbacks point to.
    Inside inside(this);
    (void)curl_multi_setopt(handle_, CURLMOPT_SOCKETFUNCTION, nullptr);
    (void)curl_multi_setopt(handle_, CURLMOPT_TIMERFUNCTION, nullptr);
    for (Easy* easy : easys_) {
      (void)curl_multi_remove_handle(handle_, easy->curl());
      easy->LeaveMulti();
    }
    easys_.clear();
    // Refuses only what was ruled out above: handles inside, or being called from a callback.
    (void)curl_multi_cleanup(handle_);
  }
  handle_ = nullptr;
}

Status Multi::CheckUsable() const {
  if (!handle_) return kClosed;
  return IsInside() ? kInsideCallback : kOk;
}

Napi::Value Multi::Add(const Napi::CallbackInfo& info) {
  Status status = CheckUsable();
  if (status == kInsideCallback) flush_ = true;
  if (status != kOk) return Answer(env_, status);
  Easy* easy = Easy::From(info.Env(), info[0]);
  if (!easy) return Answer(env_, kWrongType);
  if (!easy->curl()) return Answer(env_, kClosed);
  if (easy->multi()) return Answer(env_, kInMulti);
  if (easy->IsPerforming()) return Answer(env_, kPerforming);
  easy->BeginTransfer();
  CURLMcode code;
  {
    Inside inside(this);
    code = curl_multi_add_handle(handle_, easy->curl());
  }
  if (code != CURLM_OK) return Answer(env_, code);
  easy->EnterMulti(this);
  easys_.insert(easy);
  UpdateActivity();
  return Answer(env_, kOk);
}

CURLMcode Multi::RemoveFromLibcurl(Easy* easy) {
  CURLMcode code;
  {
    Inside inside(this);
    code = curl_multi_remove_handle(handle_, easy->curl());
  }
  if (code != CURLM_OK) return code;
  easys_.erase(easy);
  easy->LeaveMulti();
  return code;
}

Napi::Value Multi::Remove(const Napi::CallbackInfo& info) {
  const Status status = CheckUsable();
  if (status == kInsideCallback) flush_ = true;
  if (status != kOk) return Answer(env_, status);
  Easy* easy = Easy::From(info.Env(), info[0]);
  if (!easy) return Answer(env_, kWrongType);
  if (easy->multi() != this) return Answer(env_, kNotInMulti);
  const CURLMcode code = RemoveFromLibcurl(easy);
  UpdateActivity();
  return Answer(env_, code);
}

void Multi::Release(Easy* easy) {
  // Should libcurl refuse, curl_easy_cleanup still takes the handle out of it.
  if (handle_ && RemoveFromLibcurl(easy) == CURLM_OK) return;
  easys_.erase(easy);
  easy->LeaveMulti();
}

void Multi::Record(size_t index, Easy* easy, CURLcode code) {
  record_data_[2 * index] = static_cast<int32_t>(easy->id());
  record_data_[2 * index + 1] = code;
}

void Multi::Detach(Easy* easy) {
  Release(easy);
  if (!addon_->closing()) UpdateActivity();
}

Napi::Value Multi::SetOpt(const Napi::CallbackInfo& info) {
  const Status status = CheckUsable();
  if (status != kOk) return Answer(env_, status);
  int64_t id = 0;
  int64_t number = 0;
  if (ReadInteger(env_, info[0], 0, INT_MAX, &id) != kOk) return Answer(env_, kUnknownOption);
  // Only numbers: the socket, timer and notify callbacks belong to the driver.
  const bool is_off_t = id >= CURLOPTTYPE_OFF_T && id < CURLOPTTYPE_BLOB;
  if (id >= CURLOPTTYPE_OBJECTPOINT && !is_off_t) return Answer(env_, kUnsupported);
  const Status read = is_off_t ? ReadInteger(env_, info[1], INT64_MIN, INT64_MAX, &number)
                               : ReadInteger(env_, info[1], LONG_MIN, LONG_MAX, &number);
  if (read != kOk) return Answer(env_, read);
  const CURLMoption option = static_cast<CURLMoption>(id);
  Inside inside(this);
  return Answer(env_, is_off_t ? curl_multi_setopt(handle_, option, static_cast<curl_off_t>(number))
                               : curl_multi_setopt(handle_, option, static_cast<long>(number)));
}

// Answers the number of running transfers (>= 0), or a box { failed: status }.
Napi::Value Multi::Perform(const Napi::CallbackInfo&) {
  int status = driver_ ? kAttached : CheckUsable();
  int running = 0;
  if (status == kOk) {
    Inside inside(this);
    status = curl_multi_perform(handle_, &running);
  }
  if (status == kOk) return Napi::Number::New(env_, running);
  return Failed(env_, status);
}

// Blocks up to info[0] milliseconds. Answers the number of ready descriptors, or a box.
Napi::Value Multi::Poll(const Napi::CallbackInfo& info) {
  int status = driver_ ? kAttached : CheckUsable();
  int64_t timeout = 0;
  int ready = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &timeout);
  if (status == kOk) {
    Inside inside(this);
    status = curl_multi_poll(handle_, nullptr, 0, static_cast<int>(timeout), &ready);
  }
  if (status == kOk) return Napi::Number::New(env_, ready);
  return Failed(env_, status);
}

// Answers libcurl's timeout in milliseconds, -1 for none, or a box.
Napi::Value Multi::Timeout(const Napi::CallbackInfo&) {
  int status = CheckUsable();
  long timeout = -1;
  if (status == kOk) status = curl_multi_timeout(handle_, &timeout);
  return status == kOk ? Napi::Number::New(env_, static_cast<double>(timeout)) : Failed(env_, status);
}

// Answers the descriptors that libcurl waits for as [descriptor, CURL_WAIT_POLL* bits, …], or a box.
Napi::Value Multi::FdSet(const Napi::CallbackInfo&) {
  int status = CheckUsable();
  Napi::Array result = Napi::Array::New(env_);
  uint32_t length = 0;
  auto add = [&](double descriptor, double bits) {
    result.Set(length++, Napi::Number::New(env_, descriptor));
    result.Set(length++, Napi::Number::New(env_, bits));
  };
  if (status != kOk) return Failed(env_, status);
#if CURL_AT_LEAST_VERSION(8, 8, 0)
  // Not curl_multi_fdset: an fd_set ends at descriptor 1023.
  unsigned int count = 0;
  status = curl_multi_waitfds(handle_, nullptr, 0, &count);
  std::vector<curl_waitfd> waited(count);
  if (status == kOk && count > 0) status = curl_multi_waitfds(handle_, waited.data(), count, &count);
  if (status != kOk) return Failed(env_, status);
  waited.resize(count);
  for (const curl_waitfd& wait : waited) add(static_cast<double>(wait.fd), wait.events);
#else
  fd_set read, write, except;
  FD_ZERO(&read);
  FD_ZERO(&write);
  FD_ZERO(&except);
  int highest = -1;
  status = curl_multi_fdset(handle_, &read, &write, &except, &highest);
  if (status != kOk) return Failed(env_, status);
  for (int descriptor = 0; descriptor <= highest; ++descriptor) {
    const int bits = (FD_ISSET(descriptor, &read) ? CURL_WAIT_POLLIN : 0) |
                     (FD_ISSET(descriptor, &write) ? CURL_WAIT_POLLOUT : 0) |
                     (FD_ISSET(descriptor, &except) ? CURL_WAIT_POLLPRI : 0);
    if (bits != 0) add(descriptor, bits);
  }
#endif
  return result;
}

// Answers [queued, id, code, id, code, …], or a box. The handles stay in the multi.
Napi::Value Multi::InfoRead(const Napi::CallbackInfo& info) {
  int status = driver_ ? kAttached : handle_ ? kOk : kClosed;
  int64_t max = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 1, INT_MAX, &max);
  if (status != kOk) {
    return Failed(env_, status);
  }
  Napi::Array result = Napi::Array::New(env_);
  uint32_t length = 1;
  int queued = 0;
  while (max > 0) {
    const CURLMsg* message = curl_multi_info_read(handle_, &queued);
    if (!message) break;
    Easy* easy = message->msg == CURLMSG_DONE ? OwnerOf(message->easy_handle) : nullptr;
    if (!easy) continue;
    result.Set(length++, Napi::Number::New(env_, easy->id()));
    result.Set(length++, Napi::Number::New(env_, easy->ResultOf(message->data.result)));
    --max;
  }
  result.Set(0u, Napi::Number::New(env_, queued));
  return result;
}

// attach(drain, records): from here on the event loop drives this multi. `drain(count)` is called once per turn with
// the number of [id, code] pairs in the Int32Array `records`.
Napi::Value Multi::Attach(const Napi::CallbackInfo& info) {
  const Status status = driver_ ? kAttached : CheckUsable();
  if (status != kOk) return Answer(env_, status);
  if (!info[0].IsFunction() || !info[1].IsTypedArray()) return Answer(env_, kWrongType);
  uv_loop_t* loop = nullptr;
  if (napi_get_uv_event_loop(env_, &loop) != napi_ok) return Answer(env_, kUnsupported);

  Value().Set(kDrainSlot, info[0]);
  Napi::Int32Array records = info[1].As<Napi::Int32Array>();
  records_ = Napi::Reference<Napi::Int32Array>::New(records, 1);
  record_data_ = records.Data();
  record_capacity_ = records.ElementLength() / 2;
  async_context_ = std::make_unique<Napi::AsyncContext>(env_, "CURLEW_MULTI");

  driver_ = std::make_unique<MultiDriver>(loop, handle_, static_cast<MultiDriver::Owner*>(this));
  const CURLMcode code = driver_->Install();
  if (code != CURLM_OK) driver_.reset();
  UpdateActivity();
  return Answer(env_, code);
}

Napi::Value Multi::Close(const Napi::CallbackInfo&) {
  if (!handle_) return Answer(env_, kOk);
  if (IsInside()) {
    flush_ = true;
    return Answer(env_, kInsideCallback);
  }
  CloseHandle();
  UpdateActivity();
  return Answer(env_, kOk);
}

void Multi::UpdateActivity() {
  const bool active = handle_ && driver_ && !easys_.empty();
  if (active == active_) return;
  active_ = active;
  if (driver_) driver_->SetActive(active);
  // An attached multi with running transfers is a root, so are its handles (src/multi.ts holds them).
  active ? Ref() : Unref();
}

void Multi::Turn(const MultiDriver::Work& work) {
  if (addon_->closing()) return;
  Napi::HandleScope handles(env_);
  // close() may be called by what runs below; the object must outlive this frame, its driver notices by itself.
  Ref();
  {
    // One scope around libcurl and the delivery. Microtasks and process.nextTick run when it closes: never on libcurl's
    // stack, and never left waiting for something else to enter JavaScript.
    Napi::CallbackScope scope(env_, *async_context_);
    {
      Inside inside(this);
      int running = 0;
      CURLMcode code = CURLM_OK;
      for (const MultiDriver::Ready& ready : work.sockets)
        if (code == CURLM_OK) code = curl_multi_socket_action(handle_, ready.socket, ready.events, &running);
      if (work.timeout && code == CURLM_OK) code = curl_multi_socket_action(handle_, CURL_SOCKET_TIMEOUT, 0, &running);
      broken_ = code != CURLM_OK;
    }
    Drain();
  }
  Unref();
}

void Multi::Drain() {
  while (handle_ && driver_) {
    size_t count = 0;
    int queued = 0;
    while (count < record_capacity_) {
      const CURLMsg* message = curl_multi_info_read(handle_, &queued);
      if (!message) break;
      if (message->msg != CURLMSG_DONE) continue;
      // Read before removal, which frees the message.
      const CURLcode code = message->data.result;
      Easy* easy = OwnerOf(message->easy_handle);
      if (!easy || easy->multi() != this) continue;
      Release(easy);
      Record(count++, easy, easy->ResultOf(code));
    }
    // libcurl leaves the state of all transfers undefined after an error, and may never report their ends. Once none is
    // left it starts over.
    while (broken_ && count < record_capacity_ && !easys_.empty()) {
      Easy* easy = *easys_.begin();
      Release(easy);
      Record(count++, easy, CURLE_UNRECOVERABLE_POLL);
    }
    // Before JavaScript runs: what it adds now is none of the broken ones.
    if (easys_.empty()) broken_ = false;
    if (count == 0 && !flush_) break;
    flush_ = false;
    // Before JavaScript runs: a process.exit() in there finds consistent state.
    UpdateActivity();
    if (!CallDrain(count)) break;
  }
}

bool Multi::CallDrain(size_t count) {
  napi_value self = Value();
  napi_value function;
  napi_value argument;
  napi_value result;
  if (napi_get_element(env_, self, kDrainSlot, &function) != napi_ok) return false;
  if (napi_create_uint32(env_, static_cast<uint32_t>(count), &argument) != napi_ok) return false;
  if (napi_call_function(env_, self, function, 1, &argument, &result) == napi_ok) return true;
  // src/multi.ts catches what handlers throw, so this is a defect of ours or a worker being terminated. It must not be
  // lost: a plain return would leave the exception to whatever runs next.
  bool pending = false;
  napi_value error;
  if (napi_is_exception_pending(env_, &pending) == napi_ok && pending &&
      napi_get_and_clear_last_exception(env_, &error) == napi_ok)
    (void)napi_fatal_exception(env_, error);
  return false;
}

}  // namespace curlew
