#pragma once

#include <napi.h>

#include <optional>

namespace curlew {

// The callback scope of one turn of the event loop. When it closes, microtasks and process.nextTick run: never on
// libcurl's stack, and never left waiting for something else to enter JavaScript. It is opened when JavaScript is about
// to be entered for the first time: most rounds of a turn only send what the one before has asked for.
class TurnScope {
 public:
  // The async context outlives this object.
  TurnScope(napi_env env, const Napi::AsyncContext& context) : env_(env), context_(context) { current_ = this; }
  ~TurnScope() { current_ = nullptr; }
  TurnScope(const TurnScope&) = delete;
  TurnScope& operator=(const TurnScope&) = delete;

  // Not inside a handle scope that ends before this one: Node keeps a handle of its own.
  void Open() {
    if (!scope_) scope_.emplace(env_, context_);
  }
  // Whoever calls JavaScript out of libcurl says so, because it may be a turn that called libcurl.
  static void OpenCurrent() {
    if (current_) current_->Open();
  }

 private:
  static inline thread_local TurnScope* current_ = nullptr;

  Napi::Env env_;
  const Napi::AsyncContext& context_;
  std::optional<Napi::CallbackScope> scope_;
};

}  // namespace curlew
