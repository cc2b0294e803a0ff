#pragma once

#include <brotli/decode.h>

#include <memory>

#include "decode/decoder.h"

namespace curlew {

class BrotliDecoder final : public Decoder {
 public:
  bool Run(ByteSpan* in, Room* out) override;
  bool IsComplete() const override { return !state_ || ended_; }
  const std::string& problem() const override { return problem_; }

 private:
  struct Free {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
  };

  std::unique_ptr<BrotliDecoderState, Free> state_;
  bool ended_ = false;
  std::string problem_;
};

}  // namespace curlew
