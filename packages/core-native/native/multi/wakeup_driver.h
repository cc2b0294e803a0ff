#pragma once

#include <vector>

#include "multi/loop_driver.h"
#include "network/js_wakeup.h"

namespace curlew {

// Turns without sockets, in runtimes that have no libuv: all transfers of the multi run on its network thread.
class WakeupDriver final : public LoopDriver, private JsWakeup::Owner {
 public:
  WakeupDriver(napi_env env, LoopDriver::Owner* owner) : env_(env), owner_(owner) {}
  ~WakeupDriver() override { wakeup_.Close(); }

  CURLMcode Install() override { return wakeup_.Open(env_, "CURLEW_MULTI", this) ? CURLM_OK : CURLM_OUT_OF_MEMORY; }
  void SetActive(bool active) override { wakeup_.SetActive(active); }
  void AskForTurn() override {
    if (!asked_) wakeup_.Call();
    asked_ = true;
  }
  void LookAtDatagrams(curl_socket_t) override {}
  std::vector<Connection> Connections() const override { return {}; }

 private:
  void OnWakeup() override {
    asked_ = false;
    const std::vector<Ready> none;
    // The owner may destroy this object.
    owner_->Turn({none, false});
  }

  napi_env env_;
  LoopDriver::Owner* owner_;
  JsWakeup wakeup_;
  bool asked_ = false;
};

}  // namespace curlew
