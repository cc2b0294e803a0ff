#pragma once

namespace curlew {

// The events of a response's body, and of an upload, to report to JavaScript, as bits; QueueNews in src/easy/easy.ts
// declares the same.
struct BodyNews {
  enum Bits : int { kHeaders = 1, kReadable = 2, kEnds = 4, kWhole = 8, kWantsUpload = 16, kRestartsUpload = 32 };
};

}  // namespace curlew
