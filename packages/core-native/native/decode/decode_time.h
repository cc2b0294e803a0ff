#pragma once

#include <uv.h>

#include <cstdint>

namespace curlew {

// Limits the time per turn of the event loop that reading may spend on decoding: a body can grow a thousandfold, and
// readers ask for more as soon as they have something. JavaScript reports that the loop has turned, and only after the
// time was up; so the time is summed over turns, which costs nothing extra.
class DecodeTime {
 public:
  // Measures the time of its scope.
  class Spending {
   public:
    explicit Spending(DecodeTime& time) : time_(time), begun_(uv_hrtime()) {}
    ~Spending() { time_.spent_ += uv_hrtime() - begun_; }
    Spending(const Spending&) = delete;
    Spending& operator=(const Spending&) = delete;

   private:
    DecodeTime& time_;
    uint64_t begun_;
  };

  bool IsLeft() const { return spent_ < kPerTurn; }
  void Renew() { spent_ = 0; }

 private:
  static constexpr uint64_t kPerTurn = 4'000'000;  // nanoseconds

  uint64_t spent_ = 0;
};

}  // namespace curlew
