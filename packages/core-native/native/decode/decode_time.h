#pragma once

#include <uv.h>

#include <cstdint>

namespace curlew {

// How much of a turn of the event loop reading may spend on decoding: one body can become thousands of times as much,
// and readers ask for more as soon as they have something. JavaScript says when the loop has turned, and only then when
// the time was up; so it is counted over turns, which costs nobody anything.
class DecodeTime {
 public:
  // Around decoding.
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
