#include "decode/zlib_decoder.h"

#include <algorithm>
#include <climits>

namespace curlew {

namespace {

constexpr unsigned char kGzipMagic[2] = {0x1f, 0x8b};

// Flags that inflateInit2 expects to be added to the window size.
constexpr int kGzip = 16;

// The first two bytes of zlib's format: the method is deflate, the window not too large, and the checksum correct.
bool IsZlib(const char* head) {
  const unsigned first = static_cast<unsigned char>(head[0]);
  const unsigned second = static_cast<unsigned char>(head[1]);
  return (first & 0x0f) == Z_DEFLATED && first >> 4 <= 7 && (first << 8 | second) % 31 == 0;
}

uInt Limited(size_t size) { return static_cast<uInt>(std::min<size_t>(size, UINT_MAX)); }

}  // namespace

ZlibDecoder::~ZlibDecoder() {
  if (has_stream_) (void)inflateEnd(&stream_);
}

bool ZlibDecoder::Fail(const char* reason) {
  problem_ = reason ? reason : "damaged data";
  return false;
}

bool ZlibDecoder::Run(ByteSpan* in, Room* out) {
  for (;;) {
    switch (state_) {
      case State::kStart:
        if (!Look(in)) return true;
        if (!Begin()) return false;
        break;
      case State::kBetween:
        if (!Look(in)) return true;
        if (std::equal(held_, held_ + 2, reinterpret_cast<const char*>(kGzipMagic))) {
          if (inflateReset(&stream_) != Z_OK) return Fail(stream_.msg);
          state_ = State::kInside;
        } else {
          state_ = State::kPast;
        }
        break;
      case State::kInside:
        if (!Inflate(in, out)) return false;
        if (state_ == State::kInside) return true;
        break;
      case State::kPast:
        in->Skip(in->size);
        return true;
    }
  }
}

// Collects the first two bytes; false until both are there.
bool ZlibDecoder::Look(ByteSpan* in) {
  for (; held_size_ < 2 && in->size > 0; in->Skip(1)) held_[held_size_++] = *in->data;
  held_used_ = 0;
  return held_size_ == 2;
}

bool ZlibDecoder::Begin() {
  const int bits = format_ == Format::kGzip ? MAX_WBITS + kGzip : IsZlib(held_) ? MAX_WBITS : -MAX_WBITS;
  has_stream_ = inflateInit2(&stream_, bits) == Z_OK;
  state_ = State::kInside;
  return has_stream_ || Fail("out of memory");
}

bool ZlibDecoder::Inflate(ByteSpan* in, Room* out) {
  while (out->size > 0) {
    // The bytes that were inspected come first.
    const bool from_held = held_used_ < held_size_;
    ByteSpan held{held_ + held_used_, held_size_ - held_used_};
    ByteSpan* const source = from_held ? &held : in;
    const uInt given = Limited(source->size);
    const uInt room = Limited(out->size);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(source->data));
    stream_.avail_in = given;
    stream_.next_out = reinterpret_cast<Bytef*>(out->data);
    stream_.avail_out = room;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    const size_t used = given - stream_.avail_in;
    const size_t made = room - stream_.avail_out;
    source->Skip(used);
    if (from_held) held_used_ += used;
    out->Skip(made);
    if (code == Z_STREAM_END) {
      state_ = format_ == Format::kGzip ? State::kBetween : State::kPast;
      held_size_ = held_used_ = 0;
      return true;
    }
    // Z_BUF_ERROR: no progress was possible, for lack of bytes or of room.
    if (code != Z_OK && code != Z_BUF_ERROR) return Fail(code == Z_NEED_DICT ? "it needs a dictionary" : stream_.msg);
    if (used == 0 && made == 0) return true;
  }
  return true;
}

}  // namespace curlew
