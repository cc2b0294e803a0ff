#include "multi/multi.h"

#include "body/body_queue.h"
#include "by_number.h"
#include "easy/easy.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

Napi::Function Multi::Define(Napi::Env env) {
  return DefineClass(env, "NativeMulti",
                     {
                         InstanceAccessor<&Multi::GetId>("id"),
                         InstanceMethod<&Multi::Remove>("remove"),
                         InstanceMethod<&Multi::SetOpt>("setOpt"),
                         InstanceMethod<&Multi::Perform>("perform"),
                         InstanceMethod<&Multi::Poll>("poll"),
                         InstanceMethod<&Multi::Wakeup>("wakeup"),
                         InstanceMethod<&Multi::Timeout>("timeout"),
                         InstanceMethod<&Multi::SocketAction>("socketAction"),
                         InstanceMethod<&Multi::SocketAll>("socketAll"),
                         InstanceMethod<&Multi::Assign>("assign"),
                         InstanceMethod<&Multi::Notify>("notify"),
                         InstanceMethod<&Multi::GetOfft>("getOfft"),
                         InstanceMethod<&Multi::Connections>("connections"),
                         InstanceMethod<&Multi::TakeThrown>("takeThrown"),
                         InstanceMethod<&Multi::FdSet>("fdset"),
                         InstanceMethod<&Multi::Select>("select"),
                         InstanceMethod<&Multi::InfoRead>("infoRead"),
                         InstanceMethod<&Multi::Attach>("attach"),
                         InstanceMethod<&Multi::Close>("close"),
                     });
}

void Multi::ExportCalls(Napi::Object exports, Addon* addon) {
  ExportByNumber<Multi, &Multi::Add>(exports, "multiAdd", addon);
}

Multi::Multi(const Napi::CallbackInfo& info)
    : ObjectWrap(info), env_(info.Env()), addon_(Addon::Of(info.Env())), id_(addon_->numbered<Multi>().Add(this)) {
  handle_ = curl_multi_init();
  if (!handle_) return;  // every call answers kClosed; the TypeScript constructor looks and throws
  addon_->Register(this, Addon::Kind::kMulti);
#if CURL_AT_LEAST_VERSION(8, 20, 0)
  // A look-up that hangs must not hold up close(): the resolver threads are left to end by themselves.
  (void)curl_multi_setopt(handle_, CURLMOPT_QUICK_EXIT, 1L);
#endif
}

Multi::~Multi() {
  CloseAtExit();
  addon_->numbered<Multi>().Remove(id_);
}

Napi::Value Multi::GetId(const Napi::CallbackInfo&) { return Napi::Number::New(env_, id_); }

void Multi::CloseAtExit() {
  // JavaScript cannot be called any more.
  muted_ = true;
  CloseHandle();
}

void Multi::CloseHandle() {
  addon_->Deregister(this);
  const bool was_attached = driver_ != nullptr;
  driver_.reset();
  if (network_) network_->Stop();
  // Before the thread is gone: a callback below may look at its handles.
  for (Easy* const easy : easys_.OnThread()) EndStay(easy);
  // A share that it used is free for another's thread.
  network_.reset();
  if (!handle_) return;
  if (IsInside()) {
    // process.exit() inside a callback: libcurl would refuse, and the process ends anyway.
    handle_ = nullptr;
    return;
  }
  {
    Inside inside(this);
    if (was_attached) {
      // The driver is gone, and with it the object that these point to.
      (void)curl_multi_setopt(handle_, CURLMOPT_SOCKETFUNCTION, nullptr);
      (void)curl_multi_setopt(handle_, CURLMOPT_TIMERFUNCTION, nullptr);
    }
    while (!easys_.empty()) {
      Easy* easy = easys_.any();
      if (!starts_.Remove(easy)) (void)curl_multi_remove_handle(handle_, easy->curl());
      EndStay(easy);
    }
    // Refuses only what was ruled out above: handles inside, or being called from a callback.
    (void)curl_multi_cleanup(handle_);
  }
  handle_ = nullptr;
}

Easy* Multi::EasyOf(napi_value id) const {
  uint32_t number = 0;
  return napi_get_value_uint32(env_, id, &number) == napi_ok ? addon_->numbered<Easy>().Find(number) : nullptr;
}

void Multi::Postpone() {
  flush_ = true;
  if (driver_ && !in_turn_) driver_->AskForTurn();
}

Status Multi::CheckUsable() const {
  if (!handle_) return kClosed;
  return IsInside() ? kInsideCallback : kOk;
}

// multiAdd(multi, easy)
Napi::Value Multi::Add(const Napi::CallbackInfo& info) {
  Status status = CheckUsable();
  if (status == kInsideCallback) Postpone();
  if (status != kOk) return Answer(env_, status);
  Easy* easy = EasyOf(info[1]);
  if (!easy) return Answer(env_, kWrongType);
  if (!easy->curl()) return Answer(env_, kClosed);
  if (easy->multi()) return Answer(env_, kInMulti);
  if (easy->IsPerforming()) return Answer(env_, kPerforming);
  if (!CanBeBeside(easy)) return Answer(env_, kNotThreadSafe);
  const bool fits_thread = network_ && easy->CanRunOn(network_.get());
  // Without a thread, the event loop drives it.
  const bool on_thread = fits_thread && network_->Start();
  if (!on_thread && driver_ && !has_loop_) {
    const int refusal = fits_thread ? static_cast<int>(CURLM_OUT_OF_MEMORY) : static_cast<int>(kNeedsEventLoop);
    return Answer(env_, refusal);
  }
  easy->BeginTransfer();
  easy->stay().run = runs_;
  if (on_thread) {
    easy->EnterNetwork(this, network_.get());
    easys_.Insert(easy);
    network_->Add(easy);
    UpdateActivity();
    return Answer(env_, kOk);
  }
  // Before libcurl has it: the timer callback must find a handle that is busy.
  easy->EnterMulti(this, driver_ != nullptr);
  easys_.Insert(easy);
  CURLMcode code = CURLM_OK;
  if (driver_ && !starts_.Admits()) {
    starts_.Push(easy);
    driver_->AskForTurn();
  } else {
    starts_.CountStart();
    code = AddToLibcurl(easy);
  }
  UpdateActivity();
  return Answer(env_, code);
}

CURLMcode Multi::AddToLibcurl(Easy* easy) {
  CURLMcode code;
  adding_refused_ = false;
  adding_ = true;
  {
    Inside inside(this);
    code = curl_multi_add_handle(handle_, easy->curl());
  }
  adding_ = false;
  if (code != CURLM_OK) {
    EndStay(easy);
  } else if (adding_refused_) {
    Detach(easy);
    code = CURLM_ABORTED_BY_CALLBACK;
  }
  return code;
}

CURLMcode Multi::RemoveFromLibcurl(Easy* easy) {
  CURLMcode code = CURLM_OK;
  if (easy->network()) {
    const NetworkUse use(easy->network());
    code = easy->network()->Remove(easy);
  } else if (!starts_.Remove(easy)) {
    Inside inside(this);
    code = curl_multi_remove_handle(handle_, easy->curl());
  }
  // Every other failure (of the timer callback, say) comes when libcurl has let go of the handle.
  if (code == CURLM_BAD_HANDLE || code == CURLM_BAD_EASY_HANDLE || code == CURLM_RECURSIVE_API_CALL) return code;
  EndStay(easy);
  return code;
}

void Multi::EndStay(Easy* easy) {
  (void)starts_.Remove(easy);
  ForgetQueueOf(easy);
  easys_.Erase(easy);
  easy->LeaveMulti();
}

// remove(id of an easy handle)
Napi::Value Multi::Remove(const Napi::CallbackInfo& info) {
  const Status status = CheckUsable();
  if (status == kInsideCallback) Postpone();
  if (status != kOk) return Answer(env_, status);
  Easy* easy = EasyOf(info[0]);
  if (!easy) return Answer(env_, kWrongType);
  if (easy->multi() != this) return Answer(env_, kNotInMulti);
  const CURLMcode code = RemoveFromLibcurl(easy);
  UpdateActivity();
  return Answer(env_, driver_ ? static_cast<int>(code) : Outcome(code));
}

void Multi::Release(Easy* easy) {
  if (handle_) (void)RemoveFromLibcurl(easy);
  // Should libcurl refuse, curl_easy_cleanup still takes the handle out of it.
  if (easy->multi() == this) EndStay(easy);
}

void Multi::Record(size_t index, uint32_t id, int code) {
  record_data_[2 * index] = static_cast<int32_t>(id);
  record_data_[2 * index + 1] = code;
}

void Multi::Detach(Easy* easy) {
  // Also called while the garbage collector takes the handle, when JavaScript cannot be called.
  const bool was_muted = muted_;
  muted_ = true;
  Release(easy);
  muted_ = was_muted;
  if (!addon_->closing()) UpdateActivity();
}

// libcurl 8.22 notes the end of a body for HTTP/3 and sends it when the next packet comes, which may be never:
// everything before it may have been acknowledged long ago. Being told that the socket is ready has it look. Under
// perform() and poll() it looks by itself.
void Multi::UploadEnds(Easy* easy) {
  curl_socket_t socket = CURL_SOCKET_BAD;
  if (!driver_ || curl_easy_getinfo(easy->curl(), CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK) return;
  if (socket != CURL_SOCKET_BAD) driver_->LookAtDatagrams(socket);
}

Napi::Value Multi::Close(const Napi::CallbackInfo&) {
  if (!handle_) return Answer(env_, kOk);
  if (IsInside()) {
    Postpone();
    return Answer(env_, kInsideCallback);
  }
  CloseHandle();
  UpdateActivity();
  return Answer(env_, thrown_ ? CURLM_ABORTED_BY_CALLBACK : CURLM_OK);
}

void Multi::UpdateActivity() {
  const bool active = handle_ && driver_ && !easys_.empty();
  // A program that reads no more of its responses ends, as it does with Node's own sockets.
  const bool moving = active && easys_.size() > held_;
  if (driver_ && moving != moving_) driver_->SetActive(moving);
  if (network_ && moving != moving_) network_->SetActive(moving);
  moving_ = moving;
  if (active == active_) return;
  active_ = active;
  // An attached multi with running transfers is a root, so are its handles (src/multi/multi.ts holds them).
  active ? Ref() : Unref();
}

void Multi::Turn(const LoopDriver::Work& work) {
  if (addon_->closing()) return;
  Napi::HandleScope handles(env_);
  if (IsCollected()) return;
  // close() may be called by what runs below; the object must outlive this frame, its driver notices by itself.
  Ref();
  in_turn_ = true;
  {
    // Around libcurl and the delivery.
    TurnScope scope(env_, *async_context_);
    StartWaiting();
    GoOnHeld();
    decode_deadline_ = 0;
    {
      Inside inside(this);
      ++runs_;
      int running = 0;
      CURLMcode code = CURLM_OK;
      for (const LoopDriver::Ready& ready : work.sockets)
        if (code == CURLM_OK) code = curl_multi_socket_action(handle_, ready.socket, ready.events, &running);
      if (work.timeout && code == CURLM_OK) code = curl_multi_socket_action(handle_, CURL_SOCKET_TIMEOUT, 0, &running);
      broken_ = code != CURLM_OK;
    }
    DecodeWaiting();
    Drain(&scope);
    in_turn_ = false;
    // Some may have been held in silence.
    UpdateActivity();
  }
  if (driver_ && !starts_.empty()) driver_->AskForTurn();
  Unref();
}

void Multi::StartWaiting() {
  starts_.NewTurn();
  while (Easy* easy = starts_.Next()) {
    const uint32_t id = easy->id();
    if (AddToLibcurl(easy) != CURLM_OK) failures_.emplace_back(id, CURLE_FAILED_INIT);
  }
}

void Multi::Drain(TurnScope* scope) {
  while (handle_ && driver_) {
    size_t count = 0;
    int queued = 0;
    // A transfer with a queue takes two: its news, and its end.
    while (count + 1 < record_capacity_) {
      const CURLMsg* message = curl_multi_info_read(handle_, &queued);
      if (!message) break;
      if (message->msg != CURLMSG_DONE) continue;
      // Read before removal, which frees the message.
      const CURLcode code = message->data.result;
      Easy* easy = Easy::OwnerOf(message->easy_handle);
      if (!easy || easy->multi() != this) continue;
      if (code == CURLE_OK && easy->IsDecoding())
        easy->stay().done = true;
      else
        count += RecordEnd(count, easy, code);
    }
    while (!decoded_.empty() && count + 1 < record_capacity_) {
      Easy* const easy = decoded_.back();
      decoded_.pop_back();
      count += RecordEnd(count, easy, CURLE_OK);
    }
    for (; !failures_.empty() && count < record_capacity_; failures_.pop_back())
      Record(count++, failures_.back().first, failures_.back().second);
    // libcurl leaves the state of all transfers undefined after an error, and may never report their ends. Once none is
    // left it starts over.
    while (broken_ && count < record_capacity_ && !easys_.empty()) {
      Easy* easy = easys_.any();
      Release(easy);
      Record(count++, easy->id(), CURLE_UNRECOVERABLE_POLL);
    }
    count += RecordNews(count);
    // Before JavaScript runs: what it adds now is none of the broken ones.
    if (easys_.empty()) broken_ = false;
    if (count == 0 && !flush_ && !thrown_) break;
    scope->Open();
    ReportThrown();
    flush_ = false;
    // Before JavaScript runs: a process.exit() in there finds consistent state.
    UpdateActivity();
    if (!CallDrain(count)) break;
  }
}

size_t Multi::RecordEnd(size_t index, Easy* easy, CURLcode code) {
  const CURLcode result = easy->EndBody(code);
  const int news = easy->queue() ? easy->queue()->TakeNews(true) : 0;
  Release(easy);
  size_t count = 0;
  if (news != 0) Record(index + count++, easy->id(), -(news | BodyNews::kEnds));
  Record(index + count++, easy->id(), result);
  return count;
}

bool Multi::CallDrain(size_t count) {
  napi_value self = Value();
  napi_value function = nullptr;
  napi_value argument;
  napi_value result;
  if (napi_get_reference_value(env_, drain_, &function) != napi_ok || !function) return false;
  if (napi_create_uint32(env_, static_cast<uint32_t>(count), &argument) != napi_ok) return false;
  if (napi_call_function(env_, self, function, 1, &argument, &result) == napi_ok) return true;
  // src/multi/multi.ts catches what handlers throw, so this is a defect of ours or a worker being terminated. It must
  // not be lost: a plain return would leave the exception to whatever runs next.
  bool pending = false;
  napi_value error;
  if (napi_is_exception_pending(env_, &pending) == napi_ok && pending &&
      napi_get_and_clear_last_exception(env_, &error) == napi_ok)
    (void)napi_fatal_exception(env_, error);
  return false;
}

}  // namespace curlew
