#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "addon.h"
#include "easy_sinks.h"
#include "option_table.h"
#include "support/closable.h"
#include "support/owned.h"
#include "support/status.h"

namespace curlew {

class Multi;
class Share;

// One CURL easy handle. Its JavaScript face is src/easy.ts; this object is never seen by users.
class Easy final : public Napi::ObjectWrap<Easy>, public Closable {
 public:
  static Napi::Function Define(Napi::Env env);
  // The handle behind a JavaScript object, or nullptr when the object is none of ours.
  static Easy* From(Napi::Env env, napi_value value);

  explicit Easy(const Napi::CallbackInfo& info);
  ~Easy() override;

  void CloseAtExit() override;

  // For Multi.
  CURL* curl() const { return handle_.get(); }
  uint32_t id() const { return id_; }
  Multi* multi() const { return multi_; }
  bool IsPerforming() const { return performing_; }
  void BeginTransfer();
  void EnterMulti(Multi* multi) { multi_ = multi; }
  void LeaveMulti();
  // For Share: ends the use of it, on both sides.
  void LeaveShare();
  bool IsIdle() const { return !multi_ && !performing_; }
  // What a callback threw fails its transfer also where libcurl does not listen to the callback (DEBUG).
  CURLcode ResultOf(CURLcode code) const { return code == CURLE_OK && thrown_ ? CURLE_ABORTED_BY_CALLBACK : code; }

  // For the callbacks: calls the JavaScript function in `slot`. False when it threw or the environment is going down;
  // the thrown value is then kept for TakeThrown and the transfer must be aborted.
  bool CallJs(size_t slot, size_t argc, const napi_value* argv, napi_value* result);
  bool HasCallback(size_t slot) const { return slot < 64 && (callbacks_ >> slot & 1); }
  Sinks& sinks() { return sinks_; }
  napi_env env() const { return env_; }

 private:
  // True while libcurl is on the stack and may be using this handle.
  bool IsInside() const;
  Status CheckIdle() const;

  // Lifecycle (easy.cc).
  bool ApplyDefaults();
  Napi::Value Perform(const Napi::CallbackInfo& info);
  Napi::Value Reset(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);
  Napi::Value Pause(const Napi::CallbackInfo& info);
  Napi::Value GetId(const Napi::CallbackInfo& info);
  Napi::Value TakeBody(const Napi::CallbackInfo& info);
  Napi::Value BodySize(const Napi::CallbackInfo& info);
  Napi::Value TakeBodyInto(const Napi::CallbackInfo& info);
  Napi::Value TakeHeaderBlock(const Napi::CallbackInfo& info);
  Napi::Value ErrorDetail(const Napi::CallbackInfo& info);
  Napi::Value TakeThrown(const Napi::CallbackInfo& info);
  Napi::Value Bytes(ByteBuffer& buffer);
  void DropOwned();

  // Options (easy_options.cc): one setter per kind.
  Napi::Value SetOpt(const Napi::CallbackInfo& info);
  int SetLong(const OptionRow& row, napi_value value);
  int SetOffT(const OptionRow& row, napi_value value);
  int SetString(const OptionRow& row, napi_value value);
  int SetSlist(const OptionRow& row, napi_value value);
  int SetBlob(const OptionRow& row, napi_value value);
  int SetCallback(const OptionRow& row, napi_value value);
  int SetData(const OptionRow& row, napi_value value);
  int SetPostFields(napi_value value);
  int SetShare(napi_value value);
  void ForgetShare();
  bool ExceedsPostFields(CURLoption option, int64_t size) const;
  void KeepList(CURLoption option, SlistHandle list);

  // Infos (easy_info.cc).
  Napi::Value GetInfo(const Napi::CallbackInfo& info);

  napi_env env_;
  std::shared_ptr<Addon> addon_;
  uint32_t id_ = 0;
  Multi* multi_ = nullptr;   // cleared by whoever ends the stay: exactly one of Multi and Easy calls LeaveMulti
  Share* share_ = nullptr;   // cleared by whichever of the two goes first
  bool performing_ = false;  // curl_easy_perform is on the stack
  bool thrown_ = false;      // a callback threw; later callbacks of this transfer abort at once
  uint64_t callbacks_ = 0;   // bit per slot with a JavaScript function

  Sinks sinks_;
  char error_[CURL_ERROR_SIZE] = {0};
  // What libcurl only points to, by option: replacing a value frees the old one.
  std::unordered_map<int, SlistHandle> lists_;
  std::unique_ptr<std::string> post_fields_;
  // Values replaced while a transfer that may still read them is running; freed when it has ended.
  std::vector<SlistHandle> retired_lists_;
  std::vector<std::unique_ptr<std::string>> retired_posts_;

  // Declared last: destroyed first, while all that it points to is still there.
  EasyHandle handle_;
};

}  // namespace curlew
