#include "easy.h"

#include "easy_callbacks.h"
#include "multi.h"
#include "share.h"
#include "support/values.h"

namespace curlew {

namespace {

// Told apart from other objects before unwrapping, also from those of a second copy of this addon in the process.
constexpr napi_type_tag kEasyTag = {0x6c1d8a7be0f24d35, 0x9f2b51c07d3e4a68};

// Below this a copy is cheaper than an external buffer with its finalizer.
constexpr size_t kCopyUpTo = 16 * 1024;

}  // namespace

Napi::Function Easy::Define(Napi::Env env) {
  return DefineClass(env, "NativeEasy",
                     {
                         InstanceMethod<&Easy::SetOpt>("setOpt"),
                         InstanceMethod<&Easy::GetInfo>("getInfo"),
                         InstanceMethod<&Easy::Perform>("perform"),
                         InstanceMethod<&Easy::Reset>("reset"),
                         InstanceMethod<&Easy::Close>("close"),
                         InstanceMethod<&Easy::Pause>("pause"),
                         InstanceMethod<&Easy::TakeBody>("takeBody"),
                         InstanceMethod<&Easy::BodySize>("bodySize"),
                         InstanceMethod<&Easy::TakeBodyInto>("takeBodyInto"),
                         InstanceMethod<&Easy::TakeHeaderBlock>("takeHeaderBlock"),
                         InstanceMethod<&Easy::ErrorDetail>("errorDetail"),
                         InstanceMethod<&Easy::TakeThrown>("takeThrown"),
                         InstanceAccessor<&Easy::GetId>("id"),
                     });
}

Easy* Easy::From(Napi::Env env, napi_value value) {
  bool ours = false;
  if (TypeOf(env, value) != napi_object || napi_check_object_type_tag(env, value, &kEasyTag, &ours) != napi_ok || !ours)
    return nullptr;
  return Unwrap(Napi::Object(env, value));
}

Easy::Easy(const Napi::CallbackInfo& info)
    : ObjectWrap(info),
      env_(info.Env()),
      addon_(Addon::Of(info.Env())),
      id_(addon_->NextId()),
      handle_(curl_easy_init()) {
  napi_type_tag_object(env_, info.This(), &kEasyTag);
  // Without a handle every call answers kClosed; the TypeScript constructor looks and throws.
  if (handle_ && !ApplyDefaults()) handle_.reset();
  if (handle_) addon_->Register(this, Addon::Kind::kEasy);
}

Easy::~Easy() { CloseAtExit(); }

void Easy::CloseAtExit() {
  addon_->Deregister(this);
  // libcurl on the stack here means process.exit() inside a callback: it would refuse the clean-up, and the process
  // ends.
  if (IsInside()) {
    (void)handle_.release();
    return;
  }
  // curl_multi_remove_handle and curl_easy_cleanup still call back (DEBUG); JavaScript has no say any more.
  callbacks_ = 0;
  if (multi_) multi_->Detach(this);
  handle_.reset();
  ForgetShare();
}

bool Easy::ApplyDefaults() {
  CURL* curl = handle_.get();
  // NOSIGNAL: libcurl's signal handling is not for processes with threads. Redirects may not leave the web for ftp.
  return curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error_) == CURLE_OK &&
         curl_easy_setopt(curl, CURLOPT_PRIVATE, static_cast<void*>(this)) == CURLE_OK &&
         InstallDefaultCallbacks(curl, this) == CURLE_OK;
}

bool Easy::IsInside() const { return performing_ || (multi_ && multi_->IsInside()); }

Status Easy::CheckIdle() const {
  if (!handle_) return kClosed;
  if (IsInside()) return kInsideCallback;
  return multi_ ? kInMulti : kOk;
}

void Easy::BeginTransfer() {
  sinks_.Clear();
  error_[0] = '\0';
  if (thrown_) {
    thrown_ = false;
    Value().Delete(static_cast<uint32_t>(kThrownSlot));
  }
}

void Easy::LeaveMulti() {
  multi_ = nullptr;
  retired_lists_.clear();
  retired_posts_.clear();
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
  performing_ = true;
  const CURLcode code = curl_easy_perform(handle_.get());
  performing_ = false;
  retired_lists_.clear();
  retired_posts_.clear();
  return Napi::Number::New(info.Env(), ResultOf(code));
}

void Easy::DropOwned() {
  lists_.clear();
  post_fields_.reset();
  callbacks_ = 0;
  sinks_.Clear();
  sinks_.set_descriptor(-1);
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
    // First the callbacks: curl_easy_cleanup would call DEBUG, and that could close this handle a second time.
    callbacks_ = 0;
    handle_.reset();
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
  // Unpausing may deliver what libcurl held back, through the callbacks, before it returns.
  if (multi_) multi_->EnterLibcurl();
  Multi* const entered = multi_;
  const CURLcode code = curl_easy_pause(handle_.get(), static_cast<int>(mask));
  if (entered) entered->LeaveLibcurl();
  return Napi::Number::New(info.Env(), code);
}

Napi::Value Easy::GetId(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), handle_ ? id_ : 0); }

Napi::Value Easy::Bytes(ByteBuffer& buffer) {
  napi_value result = nullptr;
  const size_t size = buffer.size();
  if (size > kCopyUpTo) {
    char* bytes = buffer.Release();
    auto free_bytes = [](napi_env, void* data, void*) { std::free(data); };
    if (napi_create_external_buffer(env_, size, bytes, free_bytes, nullptr, &result) == napi_ok)
      return Napi::Value(env_, result);
    // Some hosts (Electron) forbid external memory.
    const napi_status copied = napi_create_buffer_copy(env_, size, bytes, nullptr, &result);
    std::free(bytes);
    return copied == napi_ok ? Napi::Value(env_, result) : Env().Undefined();
  }
  const napi_status copied = napi_create_buffer_copy(env_, size, size ? buffer.data() : "", nullptr, &result);
  if (copied != napi_ok) return Env().Undefined();
  buffer.Clear();
  return Napi::Value(env_, result);
}

Napi::Value Easy::TakeBody(const Napi::CallbackInfo&) { return Bytes(sinks_.body()); }

Napi::Value Easy::BodySize(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(sinks_.body().size()));
}

// Copies a small body into memory that JavaScript has at hand (Buffer's pool): making an ArrayBuffer for each costs ten
// times the copy.
Napi::Value Easy::TakeBodyInto(const Napi::CallbackInfo& info) {
  void* target = nullptr;
  size_t room = 0;
  if (napi_get_buffer_info(env_, info[0], &target, &room) != napi_ok || room < sinks_.body().size())
    return Napi::Number::New(info.Env(), kWrongType);
  std::memcpy(target, sinks_.body().data(), sinks_.body().size());
  sinks_.body().Clear();
  return Napi::Number::New(info.Env(), kOk);
}

Napi::Value Easy::TakeHeaderBlock(const Napi::CallbackInfo&) { return Bytes(sinks_.headers()); }

Napi::Value Easy::ErrorDetail(const Napi::CallbackInfo& info) {
  // The sink knows more than libcurl, which only saw that a callback refused.
  return Napi::String::New(info.Env(), sinks_.problem().empty() ? std::string(error_) : sinks_.problem());
}

Napi::Value Easy::TakeThrown(const Napi::CallbackInfo& info) {
  if (!thrown_) return info.Env().Undefined();
  thrown_ = false;
  Napi::Object self = Value();
  Napi::Value value = self.Get(static_cast<uint32_t>(kThrownSlot));
  self.Delete(static_cast<uint32_t>(kThrownSlot));
  Napi::Object box = Napi::Object::New(info.Env());
  box.Set("value", value);  // boxed, because undefined can be thrown too
  return box;
}

bool Easy::CallJs(size_t slot, size_t argc, const napi_value* argv, napi_value* result) {
  if (addon_->closing() || thrown_) return false;
  napi_value self = Value();
  napi_value function;
  napi_value undefined;
  if (!self || napi_get_element(env_, self, static_cast<uint32_t>(slot), &function) != napi_ok) return false;
  napi_get_undefined(env_, &undefined);
  if (napi_call_function(env_, undefined, function, argc, argv, result) == napi_ok) return true;
  thrown_ = true;
  bool pending = false;
  napi_value thrown = undefined;
  if (napi_is_exception_pending(env_, &pending) == napi_ok && pending) napi_get_and_clear_last_exception(env_, &thrown);
  // Fails while a worker is being terminated; then nobody will ask for the value either.
  (void)napi_set_element(env_, self, static_cast<uint32_t>(kThrownSlot), thrown);
  return false;
}

}  // namespace curlew
