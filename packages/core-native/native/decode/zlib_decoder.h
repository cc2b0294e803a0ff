#pragma once

#include <zlib.h>

#include "decode/decoder.h"

namespace curlew {

// gzip, with one or several members, and deflate, in zlib's format or raw.
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
  // kBetween: a member has ended, and another may follow. kPast: other bytes follow, which are ignored.
  enum class State { kStart, kInside, kBetween, kPast };

  bool Begin();
  bool Look(ByteSpan* in);
  bool Inflate(ByteSpan* in, Room* out);
  bool Fail(const char* reason);

  Format format_;
  State state_ = State::kStart;
  bool has_stream_ = false;
  z_stream stream_{};
  // The first bytes, which tell the format or the start of a further member. They may arrive one by one.
  char held_[2] = {0, 0};
  size_t held_size_ = 0;
  size_t held_used_ = 0;
  std::string problem_;
};

}  // namespace curlew
