#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <memory>
#include <unordered_set>

#include "addon.h"
#include "multi_driver.h"
#include "support/closable.h"
#include "support/status.h"

namespace curlew {

class Easy;

// One CURLM multi handle. Either the caller drives it (perform, poll, infoRead), or attach() hands it to the event
// loop for good. Its JavaScript face is src/multi.ts; this object is never seen by users.
class Multi final : public Napi::ObjectWrap<Multi>, public Closable, public MultiDriver::Owner {
 public:
  static Napi::Function Define(Napi::Env env);

  explicit Multi(const Napi::CallbackInfo& info);
  ~Multi() override;

  void CloseAtExit() override;

  // True while libcurl is on the stack for this multi: it refuses nearly everything then, some of it silently.
  bool IsInside() const { return inside_ > 0; }
  // Around a call of libcurl that is made for one of the handles and may call back.
  void EnterLibcurl() { ++inside_; }
  void LeaveLibcurl() { --inside_; }
  // Ends the stay of a handle that is being closed or collected.
  void Detach(Easy* easy);

 private:
  class Inside;  // marks libcurl as being on the stack

  Status CheckUsable() const;
  Napi::Value Add(const Napi::CallbackInfo& info);
  Napi::Value Remove(const Napi::CallbackInfo& info);
  Napi::Value SetOpt(const Napi::CallbackInfo& info);
  Napi::Value Perform(const Napi::CallbackInfo& info);
  Napi::Value Poll(const Napi::CallbackInfo& info);
  Napi::Value Timeout(const Napi::CallbackInfo& info);
  Napi::Value FdSet(const Napi::CallbackInfo& info);
  Napi::Value InfoRead(const Napi::CallbackInfo& info);
  Napi::Value Attach(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);

  CURLMcode RemoveFromLibcurl(Easy* easy);
  // Out of this multi, whatever libcurl says.
  void Release(Easy* easy);
  void Record(size_t index, Easy* easy, CURLcode code);
  void CloseHandle();
  // Holds this object, and the loop open, exactly while an attached multi has transfers.
  void UpdateActivity();

  // MultiDriver::Owner.
  void Turn(const MultiDriver::Work& work) override;
  void Drain();
  bool CallDrain(size_t count);

  napi_env env_;
  std::shared_ptr<Addon> addon_;
  int inside_ = 0;
  bool active_ = false;
  bool broken_ = false;  // libcurl failed as a whole in this turn
  bool flush_ = false;   // JavaScript asked for something while libcurl was on the stack: give it a turn afterwards
  std::unordered_set<Easy*> easys_;
  // [id, code] pairs of the transfers finished in this turn, written here and read by src/multi.ts: memory that both
  // sides see costs nothing per value to cross.
  Napi::Reference<Napi::Int32Array> records_;
  int32_t* record_data_ = nullptr;
  size_t record_capacity_ = 0;
  std::unique_ptr<Napi::AsyncContext> async_context_;

  // Destroyed in reverse: the driver's uv handles go before the CURLM that they would call.
  CURLM* handle_ = nullptr;
  std::unique_ptr<MultiDriver> driver_;
};

}  // namespace curlew
