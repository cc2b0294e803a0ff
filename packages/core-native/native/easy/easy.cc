#include "easy/easy.h"

#include "body/body_queue.h"
#include "by_number.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"
#include "multi/multi.h"
#include "network/network_thread.h"
#include "share.h"
#include "support/type_tag.h"
#include "support/values.h"

namespace curlew {

// Most handles are on no thread, which one look tells.
template <Napi::Value (Easy::*call)(const Napi::CallbackInfo&)>
Napi::Value Easy::Visiting(const Napi::CallbackInfo& info) {
  if (!multi_) return (this->*call)(info);
  if (network_) {
    const NetworkUse use(network_);
    return (this->*call)(info);
  }
  const NetworkVisit visit(multi_->network());
  return (this->*call)(info);
}

template <Napi::Value (Easy::*call)(const Napi::CallbackInfo&)>
Napi::Value Easy::VisitingShared(const Napi::CallbackInfo& info) {
  const NetworkVisit visit(NetworkOfShare());
  return Visiting<call>(info);
}

Napi::Function Easy::Define(Napi::Env env) {
  return DefineClass(env, "NativeEasy",
                     {
                         InstanceMethod<&Easy::Visiting<&Easy::GetInfo>>("getInfo"),
                         InstanceMethod<&Easy::Visiting<&Easy::GetNumbers>>("getNumbers"),
                         InstanceMethod<&Easy::Visiting<&Easy::SetBodyLimit>>("setBodyLimit"),
                         InstanceMethod<&Easy::Visiting<&Easy::SetDecoding>>("setDecoding"),
                         InstanceMethod<&Easy::Visiting<&Easy::SetSendOnce>>("setSendOnce"),
                         InstanceMethod<&Easy::Visiting<&Easy::TellRedirects>>("tellRedirects"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::Perform>>("perform"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::Reset>>("reset"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::Close>>("close"),
                         InstanceMethod<&Easy::Visiting<&Easy::Pause>>("pause"),
                         InstanceMethod<&Easy::Visiting<&Easy::TakeBody>>("takeBody"),
                         InstanceMethod<&Easy::Visiting<&Easy::TakeHeaderBlock>>("takeHeaderBlock"),
                         InstanceMethod<&Easy::ViewCopy>("viewCopy"),
                         InstanceMethod<&Easy::Visiting<&Easy::Header>>("header"),
                         InstanceMethod<&Easy::Visiting<&Easy::Headers>>("headers"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::Send>>("send"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::Recv>>("recv"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::WsSend>>("wsSend"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::WsRecv>>("wsRecv"),
                         InstanceMethod<&Easy::Visiting<&Easy::WsStartFrame>>("wsStartFrame"),
                         InstanceMethod<&Easy::Visiting<&Easy::WsMeta>>("wsMeta"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::Upkeep>>("upkeep"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::ExportSessions>>("exportSessions"),
                         InstanceMethod<&Easy::VisitingShared<&Easy::ImportSession>>("importSession"),
                         InstanceMethod<&Easy::Visiting<&Easy::ErrorDetail>>("errorDetail"),
                         InstanceMethod<&Easy::Thrown>("thrown"),
                         InstanceAccessor<&Easy::GetId>("id"),
                         InstanceAccessor<&Easy::GetRunning>("running"),
                     });
}

void Easy::ExportCalls(Napi::Object exports, Addon* addon) {
  ExportByNumber<Easy, &Easy::Visiting<&Easy::SetOpt>>(exports, "easySetOpt", addon);
  ExportByNumber<Easy, &Easy::OpenQueue>(exports, "easyOpenQueue", addon);
  ExportByNumber<Easy, &Easy::OpenUpload>(exports, "easyOpenUpload", addon);
  ExportByNumber<Easy, &Easy::GiveUpload>(exports, "easyGiveUpload", addon);
  ExportByNumber<Easy, &Easy::FailUpload>(exports, "easyFailUpload", addon);
  ExportByNumber<Easy, &Easy::CloseUpload>(exports, "easyCloseUpload", addon);
  ExportByNumber<Easy, &Easy::SpillTo>(exports, "easySpillTo", addon);
  ExportByNumber<Easy, &Easy::CloseSpilled>(exports, "easyCloseSpilled", addon);
  ExportByNumber<Easy, &Easy::Visiting<&Easy::TakeOutcome>>(exports, "easyTakeOutcome", addon);
  ExportByNumber<Easy, &Easy::Visiting<&Easy::TakeBodyInto>>(exports, "easyTakeBodyInto", addon);
  ExportByNumber<Easy, &Easy::Visiting<&Easy::TakeHeaderBlockInto>>(exports, "easyTakeHeaderBlockInto", addon);
}

Easy* Easy::From(Napi::Env env, napi_value value) {
  return IsMarked(env, value, TypeTag::kEasy) ? Unwrap(Napi::Object(env, value)) : nullptr;
}

Easy::Easy(const Napi::CallbackInfo& info)
    : ObjectWrap(info), env_(info.Env()), addon_(Addon::Of(info.Env())), id_(addon_->numbered<Easy>().Add(this)) {
  Mark(env_, info.This(), TypeTag::kEasy);
  const Easy* original = info.Length() > 0 ? From(info.Env(), info[0]) : nullptr;
  {
    const NetworkVisit visit(original ? original->network_ : nullptr);
    const NetworkVisit visit_of_share(original ? original->NetworkOfShare() : nullptr);
    handle_.reset(original ? curl_easy_duphandle(original->curl()) : curl_easy_init());
    // Without a handle every call answers kClosed; the TypeScript constructor checks, and throws.
    if (handle_ && !(original ? CopyFrom(*original) : ApplyDefaults())) handle_.reset();
  }
  if (handle_) addon_->Register(this, Addon::Kind::kEasy);
}

Easy::~Easy() {
  CloseAtExit();
  addon_->numbered<Easy>().Remove(id_);
}

Easy* Easy::OwnerOf(CURL* curl) {
  void* data = nullptr;
  // libcurl's internal handles (DoH, its resolver, its admin) can show up; they carry no pointer of ours.
  if (!curl || curl_easy_getinfo(curl, CURLINFO_PRIVATE, &data) != CURLE_OK) return nullptr;
  return static_cast<Easy*>(data);
}

std::shared_ptr<NetworkThread> Easy::NetworkOfShare() const { return share_ ? share_->network() : nullptr; }

bool Easy::CanRunOn(NetworkThread* network) const {
  // A piped upload calls neither.
  constexpr uint64_t kUpload = uint64_t{1} << kReadSlot | uint64_t{1} << kSeekSlot;
  if ((callbacks_ & ~(upload_ ? kUpload : 0)) != 0 || reads_url_object_ || (mime_ && mime_->CallsJavaScript()))
    return false;
  return !share_ || share_->Admits(network);
}

// libcurl has copied the data that it owns. The rest points into the original, and must point into this handle before
// libcurl calls back.
bool Easy::CopyFrom(const Easy& original) {
  callbacks_ = original.callbacks_;
  views_ = original.views_;
  sinks_.CopyTargets(original.sinks_);
  answer_rules_ = original.answer_rules_;
  decodes_ = original.decodes_;
  ws_options_ = original.ws_options_;
  reads_url_object_ = original.reads_url_object_;
  source_ = original.source_;
  source_.Rewind();
  kept_ = original.kept_;
  post_fields_ = original.post_fields_;
  napi_value from = original.Value();
  napi_value to = Value();
  for (uint32_t slot = kWriteSlot; slot <= kUrlSlot; ++slot) {
    napi_value element;
    // A share is not duplicated.
    if (slot == kShareSlot || (slot >= kCallbackSlots && slot < kShareSlot)) continue;
    if (napi_get_element(env_, from, slot, &element) != napi_ok || napi_set_element(env_, to, slot, element) != napi_ok)
      return false;
  }
  // The TypeScript side sets the Mime again; its callbacks know their handle.
  CURL* curl = handle_.get();
  if (original.mime_ && curl_easy_setopt(curl, CURLOPT_MIMEPOST, nullptr) != CURLE_OK) return false;
  return ApplyIdentity();
}

void Easy::CloseAtExit() {
  addon_->Deregister(this);
  const NetworkVisit visit(NetworkOfShare());
  // If libcurl is on the stack, process.exit() was called inside a callback: libcurl would refuse the clean-up, and the
  // process ends.
  if (IsInside()) {
    (void)handle_.release();
    return;
  }
  // curl_multi_remove_handle and curl_easy_cleanup still call back (DEBUG), but JavaScript must not run any more.
  callbacks_ = 0;
  ForgetCloseSocketToken(this);
  if (multi_) multi_->Detach(this);
  EndQueue();
  handle_.reset();
  ForgetShare();
}

bool Easy::ApplyDefaults() {
  CURL* curl = handle_.get();
  // NOSIGNAL: libcurl's signal handling is unsafe in processes with threads. Redirects may lead to HTTP and HTTPS only.
  return curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK && ApplyIdentity();
}

// All options by which libcurl reaches this object.
bool Easy::ApplyIdentity() {
  CURL* curl = handle_.get();
  return curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error_) == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_PRIVATE, static_cast<void*>(this)) == CURLE_OK &&
         InstallCallbacks(curl, this, callbacks_) == CURLE_OK;
}

Easy::Inside::Inside(Easy* easy) : easy_(easy), multi_(easy->multi_) {
  ++easy_->inside_;
  if (multi_) multi_->EnterLibcurl();
}

Easy::Inside::~Inside() {
  --easy_->inside_;
  if (multi_) multi_->LeaveLibcurl();
}

bool Easy::IsInside() const { return performing_ || inside_ > 0 || (multi_ && multi_->IsInside()); }

bool Easy::HasBegun() const { return performing_ || network_ || (multi_ && multi_->runs() != stay_.run); }

Status Easy::CheckIdle() const {
  if (!handle_) return kClosed;
  if (IsInside()) return kInsideCallback;
  return multi_ ? kInMulti : kOk;
}

void Easy::BeginTransfer() {
  sinks_.Clear();
  final_headers_.Reset();
  queued_ = expected_ = 0;
  DropDecoder();
  body_begun_ = body_unwanted_ = decoding_failed_ = false;
  receive_paused_ = send_paused_ = held_ = awaits_upload_ = false;
  source_.ForgetProblem();
  source_.Rewind();
  error_[0] = '\0';
  ForgetThrown();
}

void Easy::ForgetThrown() {
  if (!thrown_) return;
  thrown_ = false;
  Value().Delete(static_cast<uint32_t>(kThrownSlot));
}

void Easy::LeaveMulti() {
  multi_ = nullptr;
  network_ = nullptr;
  held_ = false;
  EndQueue();
  DropDecoder();
  retired_.clear();
}

void Easy::ForgetShare() {
  if (share_) share_->RemoveUser(this);
  share_ = nullptr;
}

void Easy::LeaveShare() {
  const NetworkVisit visit(NetworkOfShare());
  // Only idle handles are detached, so libcurl has no reason to refuse.
  if (handle_ && !IsInside()) (void)curl_easy_setopt(handle_.get(), CURLOPT_SHARE, nullptr);
  ForgetShare();
}

Napi::Value Easy::Perform(const Napi::CallbackInfo& info) {
  const Status status = CheckIdle();
  if (status != kOk) return Napi::Number::New(info.Env(), status);
  BeginTransfer();
  on_loop_ = false;
  sinks_.set_body_env(nullptr);
  performing_ = true;
  const CURLcode code = curl_easy_perform(handle_.get());
  performing_ = false;
  const CURLcode result = EndBody(code);
  EndQueue();
  DropDecoder();
  retired_.clear();
  return Napi::Number::New(info.Env(), result);
}

// The functions are elements of the JavaScript object, which may live for long.
void Easy::ReleaseCallbacks() {
  for (uint32_t slot = 0; slot < kCallbackSlots; ++slot)
    // Deleting an own element of our own object fails only when JavaScript cannot run any more, and then everything
    // goes.
    if (HasCallback(slot)) (void)Value().Delete(slot);
  callbacks_ = 0;
  views_ = 0;
}

void Easy::DropOwned() {
  kept_.clear();
  post_fields_.reset();
  mime_.reset();
  ReleaseCallbacks();
  ForgetCloseSocketToken(this);
  EndQueue();
  answer_rules_ = AnswerRules();
  decodes_ = tells_redirects_ = reads_url_object_ = false;
  ws_options_ = 0;
  sinks_.Clear();
  sinks_.ForgetTargets();
  source_.Clear();
  upload_.reset();
}

Napi::Value Easy::Reset(const Napi::CallbackInfo& info) {
  const Status status = CheckIdle();
  if (status != kOk) return Napi::Number::New(info.Env(), status);
  curl_easy_reset(handle_.get());
  DropOwned();
  BeginTransfer();
  if (!ApplyDefaults()) {
    addon_->Deregister(this);
    handle_.reset();
    ForgetShare();
    return Napi::Number::New(info.Env(), CURLE_OUT_OF_MEMORY);
  }
  return Napi::Number::New(info.Env(), kOk);
}

Napi::Value Easy::Close(const Napi::CallbackInfo& info) {
  if (handle_) {
    const Status status = CheckIdle();
    if (status != kOk) return Napi::Number::New(info.Env(), status);
    addon_->Deregister(this);
    // Exceptions from here on come from callbacks during closing (DEBUG, HSTSWRITE, CLOSESOCKET).
    ForgetThrown();
    // Forgets the handle before it is cleaned up, so that those callbacks find a closed one.
    closing_ = true;
    handle_.reset();
    closing_ = false;
    ForgetShare();
    DropOwned();
  }
  return Napi::Number::New(info.Env(), kOk);
}

Napi::Value Easy::Pause(const Napi::CallbackInfo& info) {
  int64_t mask = 0;
  if (!handle_) return Napi::Number::New(info.Env(), kClosed);
  if (!performing_ && !multi_) return Napi::Number::New(info.Env(), kNotInMulti);
  const Status status = ReadInteger(env_, info[0], 0, INT32_MAX, &mask);
  if (status != kOk) return Napi::Number::New(info.Env(), status);
  receive_paused_ = (mask & CURLPAUSE_RECV) != 0;
  send_paused_ = (mask & CURLPAUSE_SEND) != 0;
  // Unpausing may deliver the held data through the callbacks before it returns.
  const Inside inside(this);
  const CURLcode code = ApplyPause();
  return Napi::Number::New(info.Env(), code == CURLE_OK ? code : ResultOf(code));
}

Napi::Value Easy::GetId(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), handle_ ? id_ : 0); }

Napi::Value Easy::GetRunning(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), IsRunning() || closing_);
}

Napi::Value Easy::ErrorDetail(const Napi::CallbackInfo& info) {
  // The sink and the source know the reason; libcurl only knows that a callback refused.
  if (!sinks_.problem().empty()) return Napi::String::New(info.Env(), sinks_.problem());
  if (!source_.problem().empty()) return Napi::String::New(info.Env(), source_.problem());
  return Napi::String::New(info.Env(), error_);
}

// Boxed, because undefined can be thrown too. Stays until the next transfer, because it may be read more than once.
Napi::Value Easy::Thrown(const Napi::CallbackInfo& info) {
  if (!thrown_) return info.Env().Undefined();
  Napi::Object box = Napi::Object::New(info.Env());
  box.Set("value", Value().Get(static_cast<uint32_t>(kThrownSlot)));
  return box;
}

bool Easy::CallJs(size_t slot, size_t argc, const napi_value* argv, napi_value* result) {
  if (addon_->closing() || thrown_) return false;
  napi_value self = Value();
  napi_value function;
  return self && napi_get_element(env_, self, static_cast<uint32_t>(slot), &function) == napi_ok &&
         CallFunction(function, argc, argv, result);
}

bool Easy::CallJsElement(size_t slot, uint32_t index, size_t argc, const napi_value* argv, napi_value* result) {
  if (addon_->closing() || thrown_) return false;
  napi_value self = Value();
  napi_value array;
  napi_value function;
  return self && napi_get_element(env_, self, static_cast<uint32_t>(slot), &array) == napi_ok &&
         napi_get_element(env_, array, index, &function) == napi_ok && CallFunction(function, argc, argv, result);
}

bool Easy::CallFunction(napi_value function, size_t argc, const napi_value* argv, napi_value* result) {
  napi_value undefined;
  napi_get_undefined(env_, &undefined);
  if (napi_call_function(env_, undefined, function, argc, argv, result) == napi_ok) return true;
  bool pending = false;
  napi_value thrown = undefined;
  if (napi_is_exception_pending(env_, &pending) == napi_ok && pending) napi_get_and_clear_last_exception(env_, &thrown);
  KeepThrown(thrown);
  return false;
}

void Easy::KeepThrown(napi_value thrown) {
  thrown_ = true;
  // Fails while a worker is being terminated; then the value is not needed either.
  (void)napi_set_element(env_, Value(), static_cast<uint32_t>(kThrownSlot), thrown);
}

}  // namespace curlew
