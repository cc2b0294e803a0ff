#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <memory>
#include <unordered_set>

#include "addon.h"
#include "share_data.h"
#include "support/closable.h"
#include "support/status.h"

namespace curlew {

class Easy;
class NetworkThread;

// A thread's part in shared data: the easy handles of this thread that use it. Its JavaScript side is src/share.ts.
// An easy handle keeps the share's JavaScript object in a slot; the share knows its easys by plain pointers that each
// side clears when it goes.
class Share final : public Napi::ObjectWrap<Share>, public Closable {
 public:
  static Napi::Function Define(Napi::Env env);
  // The share behind a JavaScript object; nullptr when the object is not a Share of this addon.
  static Share* From(Napi::Env env, napi_value value);

  explicit Share(const Napi::CallbackInfo& info);
  ~Share() override;

  void CloseAtExit() override;

  // For Easy. Both keep libcurl's view and this object's the same.
  CURLSH* handle() const { return data_ ? data_->handle() : nullptr; }
  void AddUser(Easy* easy) { users_.insert(easy); }
  void RemoveUser(Easy* easy) { users_.erase(easy); }
  // The network thread whose transfers may be using it; nullptr for none.
  std::shared_ptr<NetworkThread> network() const { return network_.lock(); }
  // Whether transfers on that thread may use it; if so, it belongs to that thread from then on, and to no other.
  // libcurl does not lock everything in a share, so JavaScript's thread visits the network thread to use it.
  // Connections stay with the driver that watches them.
  bool Admits(NetworkThread* network);

 private:
  Napi::Value SetOpt(const Napi::CallbackInfo& info);
  Napi::Value Token(const Napi::CallbackInfo& info);
  Napi::Value UsesOf(const Napi::CallbackInfo& info);
  Napi::Value UserCount(const Napi::CallbackInfo& info);
  Napi::Value Detach(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);

  napi_env env_;
  std::shared_ptr<Addon> addon_;
  std::unordered_set<Easy*> users_;
  std::shared_ptr<ShareData> data_;  // empty once it is closed
  std::weak_ptr<NetworkThread> network_;
};

}  // namespace curlew
