#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <memory>
#include <unordered_set>

#include "addon.h"
#include "support/closable.h"
#include "support/status.h"

namespace curlew {

class Easy;

// One CURLSH share handle, used by easy handles of one thread. Its JavaScript face is src/share.ts.
//
// An easy handle keeps the share's JavaScript object in a slot of its own; the share knows its easys by plain pointers
// that each side clears when it goes.
class Share final : public Napi::ObjectWrap<Share>, public Closable {
 public:
  static Napi::Function Define(Napi::Env env);
  // The share behind a JavaScript object, or nullptr when the object is none of ours.
  static Share* From(Napi::Env env, napi_value value);

  explicit Share(const Napi::CallbackInfo& info);
  ~Share() override;

  void CloseAtExit() override;

  // For Easy. Both end with libcurl knowing what this object knows.
  CURLSH* handle() const { return handle_; }
  void AddUser(Easy* easy) { users_.insert(easy); }
  void RemoveUser(Easy* easy) { users_.erase(easy); }

 private:
  Napi::Value SetOpt(const Napi::CallbackInfo& info);
  Napi::Value UserCount(const Napi::CallbackInfo& info);
  Napi::Value Detach(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);

  napi_env env_;
  std::shared_ptr<Addon> addon_;
  std::unordered_set<Easy*> users_;
  CURLSH* handle_ = nullptr;
};

}  // namespace curlew
