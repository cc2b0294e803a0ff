#pragma once

#include <uv.h>

#include <cstdint>
#include <vector>

#include "easy/easy.h"

namespace curlew {

// How long bodies may be decoded in a turn, in nanoseconds; everything else waits meanwhile.
constexpr uint64_t kDecodeBudget = 4'000'000;

// Decodes the bodies that wait, until the deadline as of uv_hrtime(). Each gets a share of the time, and the first of
// this turn is the last of the next. `ended` is called with each handle whose body waits no more, and how that ended.
template <typename Ended>
void DecodeInTurn(std::vector<Easy*>* waiting, uint64_t deadline, Ended ended) {
  std::vector<Easy*> now_waiting;
  now_waiting.swap(*waiting);
  uint64_t left = now_waiting.size();
  for (Easy* const easy : now_waiting) {
    const uint64_t now = uv_hrtime();
    const uint64_t share = deadline > now ? (deadline - now) / left : 0;
    --left;
    const Easy::Decoded decoded = easy->DecodeMore(now + share);
    if (decoded != Easy::Decoded::kSome)
      ended(easy, decoded);
    else if (!easy->IsHeld())  // which waits for its reader first
      waiting->push_back(easy);
  }
}

}  // namespace curlew
