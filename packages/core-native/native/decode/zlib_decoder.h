#pragma once

#include <zlib.h>

#include "decode/decoder.h"

namespace curlew {

// gzip, also of several members, and deflate, in the format of zlib or raw.
class ZlibDecoder final : public Decoder {
 public:
  enum class Format { kGzip, kDeflate };

  explicit ZlibDecoder(Format format) : format_(format) {}
  ZlibDecoder(const ZlibDecoder&) = delete;
  ZlibDecoder& operator=(const ZlibDecoder&) = delete;
  ~ZlibDecoder() override;

  bool Run(ByteSpan* in, Room* out) override;
  bool IsComplete() const override { return state_ != State::kInside && !(state_ == State::kStart && held_size_ > 0); }
  const std::string& problem() const override { return problem_; }

 private:
  // kBetween: a member has ended, and another one may begin. kPast: what follows is none, and is ignored.
  enum class State { kStart, kInside, kBetween, kPast };

  bool Begin();
  bool Look(ByteSpan* in);
  bool Inflate(ByteSpan* in, Room* out);
  bool Fail(const char* reason);

  Format format_;
  State state_ = State::kStart;
  bool has_stream_ = false;
  z_stream stream_{};
  // The first bytes, by which the format or a further member is known; they may come one by one.
  char held_[2] = {0, 0};
  size_t held_size_ = 0;
  size_t held_used_ = 0;
  std::string problem_;
};

}  // namespace curlew
