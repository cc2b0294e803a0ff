#pragma once

#include <zstd.h>

#include <memory>

#include "decode/decoder.h"

namespace curlew {

// zstd, with one or several frames.
class ZstdDecoder final : public Decoder {
 public:
  bool Run(ByteSpan* in, Room* out) override;
  bool IsComplete() const override { return between_frames_; }
  const std::string& problem() const override { return problem_; }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { (void)ZSTD_freeDCtx(context); }
  };

  bool Begin();

  std::unique_ptr<ZSTD_DCtx, Free> context_;
  bool between_frames_ = true;
  std::string problem_;
};

}  // namespace curlew
