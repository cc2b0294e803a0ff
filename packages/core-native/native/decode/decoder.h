#pragma once

#include <cstddef>
#include <string>

namespace curlew {

// Bytes to read, and room to write to. The user of either advances it past the part that was used.
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
  // Decodes until the bytes are used up and yield nothing more, or the room is full. False when the bytes are not valid
  // in this coding: problem() says why, and Run() may not be called again.
  virtual bool Run(ByteSpan* in, Room* out) = 0;
  // Whether the body may end here.
  virtual bool IsComplete() const = 0;
  virtual const std::string& problem() const = 0;
};

}  // namespace curlew
