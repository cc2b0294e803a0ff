#pragma once

#include <vector>

#include "network/network_driver.h"

namespace curlew {

// curl_multi_perform and curl_multi_poll, which every system has. Their cost grows with the number of transfers.
class PolledDriver final : public NetworkDriver {
 public:
  explicit PolledDriver(CURLM* multi) : multi_(multi) {}

  CURLMcode Run(const std::atomic<int>&) override { return curl_multi_perform(multi_, &running_); }
  // curl_multi_poll knows libcurl's own timeout.
  int Settle() override { return running_ > 0 ? kWhileRunning : kLongest; }
  void Wait(int timeout_ms) override {
    // A failure ends the wait, and the next curl_multi_perform fails as well.
    (void)curl_multi_poll(multi_, nullptr, 0, timeout_ms, nullptr);
  }
  void Wake() override { (void)curl_multi_wakeup(multi_); }
  bool WaitsInLibcurl() const override { return true; }
  // libcurl does not tell.
  std::vector<LoopDriver::Connection> Connections() const override { return {}; }

 private:
  static constexpr int kLongest = 1'000'000;
  // Under Wine curl_multi_poll misses that a socket has become writable again, and an upload stood still for ever.
  static constexpr int kWhileRunning = 100;

  CURLM* multi_;
  int running_ = 0;
};

}  // namespace curlew
