#pragma once

#include <vector>

#include "network/network_driver.h"

namespace curlew {

// curl_multi_perform and curl_multi_poll, which every system has. Their cost grows with the number of transfers.
class PolledDriver final : public NetworkDriver {
 public:
  explicit PolledDriver(CURLM* multi) : multi_(multi) {}

  CURLMcode Run(const std::atomic<int>&) override {
    int running = 0;
    return curl_multi_perform(multi_, &running);
  }
  // curl_multi_poll knows libcurl's own timeout.
  int Settle() override { return kLongest; }
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

  CURLM* multi_;
};

}  // namespace curlew
