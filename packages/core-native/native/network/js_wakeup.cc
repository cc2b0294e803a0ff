#include "network/js_wakeup.h"

namespace curlew {

bool JsWakeup::Open(napi_env env, const char* name, Owner* owner) {
  napi_value resource_name;
  if (napi_create_string_utf8(env, name, NAPI_AUTO_LENGTH, &resource_name) != napi_ok) return false;
  auto* link = new Link{owner};
  const napi_status status = napi_create_threadsafe_function(
      env, nullptr, nullptr, resource_name, 0, 1, link,
      [](napi_env, void* data, void*) { delete static_cast<Link*>(data); }, link,
      [](napi_env called_env, napi_value, void* context, void*) {
        // No environment: it ends, and the queue is emptied.
        Owner* const called = called_env ? static_cast<Link*>(context)->owner : nullptr;
        if (called) called->OnWakeup();
      },
      &function_);
  if (status != napi_ok) {
    delete link;
    return false;
  }
  env_ = env;
  link_ = link;
  (void)napi_unref_threadsafe_function(env_, function_);
  return true;
}

void JsWakeup::Call() {
  if (gone_) return;
  // After napi_closing the function is not to be touched again: Node has counted this thread out.
  if (napi_call_threadsafe_function(function_, nullptr, napi_tsfn_nonblocking) == napi_closing) gone_ = true;
}

void JsWakeup::SetActive(bool active) {
  if (!function_ || gone_) return;
  (void)(active ? napi_ref_threadsafe_function : napi_unref_threadsafe_function)(env_, function_);
}

void JsWakeup::Close() {
  if (!function_) return;
  link_->owner = nullptr;
  if (!gone_) (void)napi_release_threadsafe_function(function_, napi_tsfn_abort);
  function_ = nullptr;
}

}  // namespace curlew
