#pragma once

#include <node_api.h>

#include <atomic>

namespace curlew {

// Calls a function on JavaScript's thread, soon, from any other.
class JsWakeup {
 public:
  class Owner {
   public:
    virtual ~Owner() = default;
    // On JavaScript's thread, in a callback scope.
    virtual void OnWakeup() = 0;
  };

  JsWakeup() = default;
  JsWakeup(const JsWakeup&) = delete;
  JsWakeup& operator=(const JsWakeup&) = delete;
  ~JsWakeup() { Close(); }

  // False when Node refuses.
  bool Open(napi_env env, const char* name, Owner* owner);
  // From the other thread, which must have ended before Close.
  void Call();
  // Keeps the event loop alive while it is active; it is inactive at first.
  void SetActive(bool active);
  void Close();

 private:
  // Node keeps it until the last call has come: longer than this object may live.
  struct Link {
    Owner* owner;
  };

  napi_env env_ = nullptr;
  napi_threadsafe_function function_ = nullptr;
  Link* link_ = nullptr;
  std::atomic<bool> gone_{false};  // the environment ends, and the function with it
};

}  // namespace curlew
