#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace curlew {

// Whether to write a file on JavaScript's thread: where that takes less time than handing it to another one, and not
// for long at a stretch. On a disk that is slow, or becomes slow, the other threads write, and tell how it goes.
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

  // Wherever it was written. One file that took long, such as when the thread was interrupted, counts only so much.
  void Wrote(int64_t nanoseconds) { cost_ += (std::min(nanoseconds, kMostOfOne) - cost_) / 8; }

 private:
  using Clock = std::chrono::steady_clock;

  // About what waking another thread, and being woken by it, costs for each file.
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
