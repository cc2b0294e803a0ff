#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "body/body_piece.h"
#include "body/byte_queue.h"
#include "easy/node_body.h"

namespace curlew {

// The bytes of a body that wait for a reader. The bytes of a large body are written into the Buffers that JavaScript
// will get, made as the bytes come; others are copied when they are read.
class BodyStore {
 public:
  // The environment whose Buffers may be made, and the size of each. nullptr for none: a program that blocks would
  // never free them.
  void Prepare(napi_env env, size_t piece) {
    env_ = env;
    piece_ = piece;
  }
  // The length that was announced for the body.
  void Expect(uint64_t length);

  // Appends pieces that were filled elsewhere. A store has these, or bytes of its own.
  void Append(std::vector<BodyPiece> pieces);

  // False when memory ran out.
  bool Append(const char* bytes, size_t count);

  size_t size() const { return size_; }
  // The first bytes that lie together.
  const char* front() const;
  size_t front_size() const;
  void Skip(size_t count);
  // Takes the first bytes as a Buffer on their memory; nullptr when there can be none, or they fill too little of it.
  napi_value TakeFront(napi_env env);

  void Clear();

 private:
  bool AppendToPieces(const char* bytes, size_t count);
  size_t NextPiece(size_t count) const;
  void SkipFilled(size_t count);
  napi_value LendFilled(napi_env env);

  napi_env env_ = nullptr;
  size_t piece_ = 0;
  uint64_t expected_ = 0;
  uint64_t received_ = 0;
  size_t size_ = 0;
  // In the order of the bytes: first these, then the pieces.
  ByteQueue loose_;
  std::deque<NodeBody> pieces_;
  std::vector<BodyPiece> filled_;  // elsewhere; the first ones may have been read
  size_t first_filled_ = 0;
  size_t skipped_ = 0;  // bytes of that one
};

}  // namespace curlew
