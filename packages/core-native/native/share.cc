#include "share.h"

#include <climits>

#include "easy/easy.h"
#include "support/type_tag.h"
#include "support/values.h"

namespace curlew {

Napi::Function Share::Define(Napi::Env env) {
  return DefineClass(env, "NativeShare",
                     {
                         InstanceMethod<&Share::SetOpt>("setOpt"),
                         InstanceMethod<&Share::UserCount>("userCount"),
                         InstanceMethod<&Share::Detach>("detach"),
                         InstanceMethod<&Share::Close>("close"),
                     });
}

Share* Share::From(Napi::Env env, napi_value value) {
  return IsMarked(env, value, TypeTag::kShare) ? Unwrap(Napi::Object(env, value)) : nullptr;
}

Share::Share(const Napi::CallbackInfo& info) : ObjectWrap(info), env_(info.Env()), addon_(Addon::Of(info.Env())) {
  Mark(env_, info.This(), TypeTag::kShare);
  handle_ = curl_share_init();
  if (handle_) addon_->Register(this, Addon::Kind::kShare);
}

Share::~Share() { CloseAtExit(); }

void Share::CloseAtExit() {
  addon_->Deregister(this);
  if (!handle_) return;
  const std::unordered_set<Easy*> users(users_);
  for (Easy* easy : users) easy->LeaveShare();
  // Refuses while an easy whose transfer is on the stack uses it (process.exit() inside a callback): then it is left
  // to the end of the process.
  (void)curl_share_cleanup(handle_);
  handle_ = nullptr;
}

Napi::Value Share::SetOpt(const Napi::CallbackInfo& info) {
  int64_t option = 0;
  int64_t data = 0;
  int status = handle_ ? kOk : kClosed;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &option);
  if (status == kOk) status = ReadInteger(env_, info[1], 0, INT_MAX, &data);
  // The lock functions and their pointer take no integer, and are nothing for one thread.
  if (status == kOk && option != CURLSHOPT_SHARE && option != CURLSHOPT_UNSHARE) status = kUnsupported;
  if (status == kOk) status = curl_share_setopt(handle_, static_cast<CURLSHoption>(option), static_cast<int>(data));
  return Napi::Number::New(env_, status);
}

Napi::Value Share::UserCount(const Napi::CallbackInfo&) {
  return Napi::Number::New(env_, static_cast<double>(users_.size()));
}

// Detaches every idle easy handle; answers how many are left because their transfer is running.
Napi::Value Share::Detach(const Napi::CallbackInfo&) {
  const std::unordered_set<Easy*> users(users_);
  for (Easy* easy : users)
    if (easy->IsIdle()) easy->LeaveShare();
  return Napi::Number::New(env_, static_cast<double>(users_.size()));
}

Napi::Value Share::Close(const Napi::CallbackInfo&) {
  if (!handle_) return Napi::Number::New(env_, kOk);
  if (!users_.empty()) return Napi::Number::New(env_, CURLSHE_IN_USE);
  const CURLSHcode code = curl_share_cleanup(handle_);
  if (code == CURLSHE_OK) {
    handle_ = nullptr;
    addon_->Deregister(this);
  }
  return Napi::Number::New(env_, code);
}

}  // namespace curlew
