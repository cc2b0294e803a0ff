#pragma once

#include <node_api.h>

namespace curlew {

// The callback scope of one turn of the event loop. When it closes, microtasks and process.nextTick run: never on
// libcurl's stack, and never left waiting for something else to enter JavaScript. It is opened when JavaScript is
// entered for the first time in the turn, because most rounds of a turn only send what the round before requested.
class TurnScope {
 public:
  // The async context outlives this object.
  TurnScope(napi_env env, napi_async_context context) : env_(env), context_(context) { current_ = this; }
  ~TurnScope() {
    current_ = nullptr;
    if (scope_) (void)napi_close_callback_scope(env_, scope_);
  }
  TurnScope(const TurnScope&) = delete;
  TurnScope& operator=(const TurnScope&) = delete;

  // Must not be called in a handle scope that ends before this one, because Node keeps a handle in the current scope.
  void Open() {
    if (scope_) return;
    // Node takes the context's own resource, whatever is passed here; node-addon-api makes an object for it each time.
    napi_value resource = nullptr;
    if (napi_get_undefined(env_, &resource) == napi_ok)
      (void)napi_open_callback_scope(env_, resource, context_, &scope_);
  }
  // Called before JavaScript is called out of libcurl, because a turn may have called libcurl.
  static void OpenCurrent() {
    if (current_) current_->Open();
  }

 private:
  static inline thread_local TurnScope* current_ = nullptr;

  napi_env env_;
  napi_async_context context_;
  napi_callback_scope scope_ = nullptr;
};

}  // namespace curlew
