#pragma once

#include <cstddef>
#include <string>

namespace curlew {

// Bytes to be taken from, and room to be written to; whoever has used some of it skips that.
struct ByteSpan {
  const char* data;
  size_t size;
  void Skip(size_t count) {
    data += count;
    size -= count;
  }
};
struct Room {
  char* data;
  size_t size;
  void Skip(size_t count) {
    data += count;
    size -= count;
  }
};

// Undoes a content coding piece by piece.
class Decoder {
 public:
  virtual ~Decoder() = default;
  // Goes on until the bytes are used up and nothing more comes of them, or the room is full. False when the bytes are
  // not of this coding: problem() says why, and no more may be asked for.
  virtual bool Run(ByteSpan* in, Room* out) = 0;
  // Whether the body may end here.
  virtual bool IsComplete() const = 0;
  virtual const std::string& problem() const = 0;
};

}  // namespace curlew
