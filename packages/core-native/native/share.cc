#include "share.h"

#include <climits>

#include "easy/easy.h"
#include "multi/multi.h"
#include "network/network_thread.h"
#include "support/answers.h"
#include "support/type_tag.h"
#include "support/values.h"

namespace curlew {

Napi::Function Share::Define(Napi::Env env) {
  return DefineClass(env, "NativeShare",
                     {
                         InstanceMethod<&Share::SetOpt>("setOpt"),
                         InstanceMethod<&Share::Token>("token"),
                         InstanceMethod<&Share::UsesOf>("usesOf"),
                         InstanceMethod<&Share::UserCount>("userCount"),
                         InstanceMethod<&Share::Detach>("detach"),
                         InstanceMethod<&Share::Close>("close"),
                     });
}

Share* Share::From(Napi::Env env, napi_value value) {
  return IsMarked(env, value, TypeTag::kShare) ? Unwrap(Napi::Object(env, value)) : nullptr;
}

// new Share(token?): a share with data of its own, or with the data that another thread has published under the token.
// Without such data every call answers kClosed; the TypeScript constructor checks.
Share::Share(const Napi::CallbackInfo& info) : ObjectWrap(info), env_(info.Env()), addon_(Addon::Of(info.Env())) {
  Mark(env_, info.This(), TypeTag::kShare);
  data_ = info[0].IsString() ? ShareData::Find(info[0].As<Napi::String>()) : ShareData::Make();
  if (data_) addon_->Register(this, Addon::Kind::kShare);
}

Share::~Share() { CloseAtExit(); }

void Share::CloseAtExit() {
  addon_->Deregister(this);
  if (!data_) return;
  const std::unordered_set<Easy*> users(users_);
  for (Easy* easy : users) easy->LeaveShare();
  data_.reset();
}

bool Share::Admits(NetworkThread* network) {
  const std::shared_ptr<NetworkThread> known = network_.lock();
  if (known.get() == network) return true;
  if (known || !data_ || data_->Has(CURL_LOCK_DATA_CONNECT)) return false;
  // Handles that do not know the thread are using it at this moment.
  for (const Easy* user : users_)
    if (user->IsPerforming() || (user->multi() && user->multi()->network() != network)) return false;
  network_ = network->shared_from_this();
  return true;
}

Napi::Value Share::SetOpt(const Napi::CallbackInfo& info) {
  int64_t option = 0;
  int64_t data = 0;
  int status = data_ ? kOk : kClosed;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &option);
  if (status == kOk) status = ReadInteger(env_, info[1], 0, INT_MAX, &data);
  // The lock functions and their pointer are the share's own.
  if (status == kOk && option != CURLSHOPT_SHARE && option != CURLSHOPT_UNSHARE) status = kUnsupported;
  const NetworkVisit visit(network());
  if (status == kOk) status = data_->SetKind(static_cast<CURLSHoption>(option), static_cast<int>(data));
  return Napi::Number::New(env_, status);
}

// The token by which other threads find the data, or a box.
Napi::Value Share::Token(const Napi::CallbackInfo&) {
  std::string token;
  const int status = data_ ? data_->Publish(data_, &token) : static_cast<int>(kClosed);
  return status == kOk ? Napi::Value(Napi::String::New(env_, token)) : FailedWith(env_, status);
}

// usesOf(CURL_LOCK_DATA_*): a count.
Napi::Value Share::UsesOf(const Napi::CallbackInfo& info) {
  int64_t kind = 0;
  const Status status = data_ ? ReadInteger(env_, info[0], 0, INT_MAX, &kind) : kClosed;
  if (status != kOk) return FailedWith(env_, status);
  return Napi::Number::New(env_, static_cast<double>(data_->UsesOf(static_cast<int>(kind))));
}

Napi::Value Share::UserCount(const Napi::CallbackInfo&) {
  return Napi::Number::New(env_, static_cast<double>(users_.size()));
}

// Detaches every idle easy handle; answers how many remain because their transfer is running.
Napi::Value Share::Detach(const Napi::CallbackInfo&) {
  const std::unordered_set<Easy*> users(users_);
  for (Easy* easy : users)
    if (easy->IsIdle()) easy->LeaveShare();
  return Napi::Number::New(env_, static_cast<double>(users_.size()));
}

Napi::Value Share::Close(const Napi::CallbackInfo&) {
  if (!data_) return Napi::Number::New(env_, kOk);
  if (!users_.empty()) return Napi::Number::New(env_, CURLSHE_IN_USE);
  const NetworkVisit visit(network());
  data_.reset();
  addon_->Deregister(this);
  return Napi::Number::New(env_, kOk);
}

}  // namespace curlew
