#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <deque>

#include "body/byte_queue.h"
#include "easy/node_body.h"

namespace curlew {

// The bytes of a body that wait for a reader. Those of a large body are written to where JavaScript will have them, in
// Buffers that are made as the bytes come; others are copied when they are read.
class BodyStore {
 public:
  // Whose Buffers may be made, of so many bytes each; nullptr for none: in a program that blocks they would stay.
  void Prepare(napi_env env, size_t piece) {
    env_ = env;
    piece_ = piece;
  }
  // How long the body is said to be.
  void Expect(uint64_t length);

  // False when memory ran out.
  bool Append(const char* bytes, size_t count);

  size_t size() const { return size_; }
  // The first bytes, as many as lie together.
  const char* front() const;
  size_t front_size() const;
  void Skip(size_t count);
  // The first bytes as the Buffer that they are in, taken; nullptr when they are in none, or fill too little of it.
  napi_value TakeFront();

  void Clear();

 private:
  bool AppendToPieces(const char* bytes, size_t count);
  size_t NextPiece(size_t count) const;

  napi_env env_ = nullptr;
  size_t piece_ = 0;
  uint64_t expected_ = 0;
  uint64_t received_ = 0;
  size_t size_ = 0;
  // In the order of the bytes: these, and then the pieces.
  ByteQueue loose_;
  std::deque<NodeBody> pieces_;
};

}  // namespace curlew
