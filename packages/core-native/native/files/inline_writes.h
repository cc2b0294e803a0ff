#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace curlew {

// Decides whether a file is written on JavaScript's thread: if that takes less time than handing it to another thread,
// and only for a short time in a row. On a slow disk the other threads write, and report their times.
class InlineWrites {
 public:
  bool MayWrite() {
    const Clock::time_point now = Clock::now();
    if (now - since_ > kStretch) {
      since_ = now;
      spent_ = 0;
    }
    return cost_ < kHandOver && spent_ < kMostOfStretch;
  }

  void WroteHere(int64_t nanoseconds) {
    spent_ += nanoseconds;
    Wrote(nanoseconds);
  }

  // For a file written on any thread. A limit keeps one slow file, such as after an interruption, from deciding alone.
  void Wrote(int64_t nanoseconds) { cost_ += (std::min(nanoseconds, kMostOfOne) - cost_) / 8; }

 private:
  using Clock = std::chrono::steady_clock;

  // The approximate cost per file, in nanoseconds, of waking another thread and being woken by it.
  static constexpr int64_t kHandOver = 25'000;
  static constexpr int64_t kMostOfOne = 200'000;
  static constexpr int64_t kMostOfStretch = 4'000'000;
  static constexpr std::chrono::milliseconds kStretch{8};

  // The average time for a file in nanoseconds, the last ones counting most.
  int64_t cost_ = 0;
  Clock::time_point since_;
  int64_t spent_ = 0;
};

}  // namespace curlew
