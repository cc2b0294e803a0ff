#include "easy/easy.h"

#include "body/body_queue.h"
#include "by_number.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"
#include "multi/multi.h"
#include "share.h"
#include "support/type_tag.h"
#include "support/values.h"

namespace curlew {

Napi::Function Easy::Define(Napi::Env env) {
  return DefineClass(env, "NativeEasy",
                     {
                         InstanceMethod<&Easy::GetInfo>("getInfo"),
                         InstanceMethod<&Easy::GetNumbers>("getNumbers"),
                         InstanceMethod<&Easy::SetBodyLimit>("setBodyLimit"),
                         InstanceMethod<&Easy::SetDecoding>("setDecoding"),
                         InstanceMethod<&Easy::SetSendOnce>("setSendOnce"),
                         InstanceMethod<&Easy::TellRedirects>("tellRedirects"),
                         InstanceMethod<&Easy::Perform>("perform"),
                         InstanceMethod<&Easy::Reset>("reset"),
                         InstanceMethod<&Easy::Close>("close"),
                         InstanceMethod<&Easy::Pause>("pause"),
                         InstanceMethod<&Easy::TakeBody>("takeBody"),
                         InstanceMethod<&Easy::TakeHeaderBlock>("takeHeaderBlock"),
                         InstanceMethod<&Easy::ViewCopy>("viewCopy"),
                         InstanceMethod<&Easy::Header>("header"),
                         InstanceMethod<&Easy::Headers>("headers"),
                         InstanceMethod<&Easy::Send>("send"),
                         InstanceMethod<&Easy::Recv>("recv"),
                         InstanceMethod<&Easy::WsSend>("wsSend"),
                         InstanceMethod<&Easy::WsRecv>("wsRecv"),
                         InstanceMethod<&Easy::WsStartFrame>("wsStartFrame"),
                         InstanceMethod<&Easy::WsMeta>("wsMeta"),
                         InstanceMethod<&Easy::Upkeep>("upkeep"),
                         InstanceMethod<&Easy::ExportSessions>("exportSessions"),
                         InstanceMethod<&Easy::ImportSession>("importSession"),
                         InstanceMethod<&Easy::ErrorDetail>("errorDetail"),
                         InstanceMethod<&Easy::Thrown>("thrown"),
                         InstanceAccessor<&Easy::GetId>("id"),
                         InstanceAccessor<&Easy::GetRunning>("running"),
                     });
}

void Easy::ExportCalls(Napi::Object exports, Addon* addon) {
  ExportByNumber<Easy, &Easy::SetOpt>(exports, "easySetOpt", addon);
  ExportByNumber<Easy, &Easy::OpenQueue>(exports, "easyOpenQueue", addon);
  ExportByNumber<Easy, &Easy::TakeOutcome>(exports, "easyTakeOutcome", addon);
  ExportByNumber<Easy, &Easy::TakeBodyInto>(exports, "easyTakeBodyInto", addon);
  ExportByNumber<Easy, &Easy::TakeHeaderBlockInto>(exports, "easyTakeHeaderBlockInto", addon);
}

Easy* Easy::From(Napi::Env env, napi_value value) {
  return IsMarked(env, value, TypeTag::kEasy) ? Unwrap(Napi::Object(env, value)) : nullptr;
}

Easy::Easy(const Napi::CallbackInfo& info)
    : ObjectWrap(info), env_(info.Env()), addon_(Addon::Of(info.Env())), id_(addon_->numbered<Easy>().Add(this)) {
  Mark(env_, info.This(), TypeTag::kEasy);
  const Easy* original = info.Length() > 0 ? From(info.Env(), info[0]) : nullptr;
  handle_.reset(original ? curl_easy_duphandle(original->curl()) : curl_easy_init());
  // Without a handle every call answers kClosed; the TypeScript constructor checks, and throws.
  if (handle_ && !(original ? CopyFrom(*original) : ApplyDefaults())) handle_.reset();
  if (handle_) addon_->Register(this, Addon::Kind::kEasy);
}

Easy::~Easy() {
  CloseAtExit();
  addon_->numbered<Easy>().Remove(id_);
}

// libcurl has copied the data that it owns. The rest points into the original, and must point into this handle before
// libcurl calls back.
bool Easy::CopyFrom(const Easy& original) {
  callbacks_ = original.callbacks_;
  views_ = original.views_;
  sinks_.CopyTargets(original.sinks_);
  answer_rules_ = original.answer_rules_;
  decodes_ = original.decodes_;
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

bool Easy::IsInside() const { return performing_ || (multi_ && multi_->IsInside()); }

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
  receive_paused_ = send_paused_ = held_ = false;
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
  decodes_ = tells_redirects_ = false;
  sinks_.Clear();
  sinks_.ForgetTargets();
  source_.Clear();
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
  if (multi_) multi_->EnterLibcurl();
  Multi* const entered = multi_;
  const CURLcode code = ApplyPause();
  if (entered) entered->LeaveLibcurl();
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
  thrown_ = true;
  bool pending = false;
  napi_value thrown = undefined;
  if (napi_is_exception_pending(env_, &pending) == napi_ok && pending) napi_get_and_clear_last_exception(env_, &thrown);
  // Fails while a worker is being terminated; then the value is not needed either.
  (void)napi_set_element(env_, Value(), static_cast<uint32_t>(kThrownSlot), thrown);
  return false;
}

}  // namespace curlew
