#pragma once

namespace curlew {

// The events of a body to report to JavaScript, as bits; QueueNews in src/easy/easy.ts declares the same.
struct BodyNews {
  enum Bits : int { kHeaders = 1, kReadable = 2, kEnds = 4, kWhole = 8 };
};

}  // namespace curlew
