// Attaching a multi: the event loop, or a thread beside it, drives it from then on.

#include "multi/multi.h"
#include "multi/multi_driver.h"
#include "multi/wakeup_driver.h"
#include "support/answers.h"

namespace curlew {

// attach(drain, records, threaded, hasLoop): from here on the event loop drives this multi. `drain(count)` is called
// once per turn with the number of [id, code] pairs in the Int32Array `records`. A code below 0 is news of the handle's
// queue, bits of BodyQueue::News negated; with kEnds the next pair is the handle's end.
Napi::Value Multi::Attach(const Napi::CallbackInfo& info) {
  const Status status = driver_ ? kAttached : CheckUsable();
  if (status != kOk) return Answer(env_, status);
  if (!info[0].IsFunction() || !info[1].IsTypedArray()) return Answer(env_, kWrongType);
  const bool threaded = info[2].IsBoolean() && info[2].As<Napi::Boolean>().Value();
  const bool has_loop = info[3].IsBoolean() && info[3].As<Napi::Boolean>().Value();
  uv_loop_t* loop = nullptr;
  if (has_loop && napi_get_uv_event_loop(env_, &loop) != napi_ok) return Answer(env_, kUnsupported);

  Value().Set(kDrainSlot, info[0]);
  drain_ = Napi::Weak(info[0].As<Napi::Function>());
  Napi::Int32Array records = info[1].As<Napi::Int32Array>();
  records_ = Napi::Reference<Napi::Int32Array>::New(records, 1);
  record_data_ = records.Data();
  record_capacity_ = records.ElementLength() / 2;
  async_context_ = std::make_unique<Napi::AsyncContext>(env_, "CURLEW_MULTI");

  if (threaded && !AttachNetwork()) return Answer(env_, CURLM_OUT_OF_MEMORY);
  auto* const owner = static_cast<LoopDriver::Owner*>(this);
  if (has_loop)
    driver_ = std::make_unique<MultiDriver>(loop, handle_, owner);
  else
    driver_ = std::make_unique<WakeupDriver>(env_, owner);
  has_loop_ = has_loop;
  const CURLMcode code = driver_->Install();
  if (code != CURLM_OK) {
    driver_.reset();
    network_.reset();
  }
  UpdateActivity();
  return Answer(env_, code);
}

bool Multi::AttachNetwork() {
  network_ = NetworkThread::Make(env_, static_cast<JsWakeup::Owner*>(this));
  if (!network_) return false;
  for (const auto& [option, number] : numbers_)
    if (SetNumberOf(network_->handle(), option, number) != CURLM_OK) return false;
  return true;
}

}  // namespace curlew
