#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <string>
#include <utility>

#include "decode/decoder.h"
#include "easy/node_body.h"
#include "easy/spill.h"
#include "support/byte_buffer.h"

// libcurl 7.87 and later have this name; the value is what every version treats as "not all taken".
#ifndef CURL_WRITEFUNC_ERROR
#define CURL_WRITEFUNC_ERROR 0xFFFFFFFF
#endif

namespace curlew {

// The destination of a transfer's received bytes when no JavaScript callback takes them: native memory, handed to
// JavaScript once on request, or a file descriptor.
class Sinks {
 public:
  // A body of up to this size is handed over as a copy: cheaper than a Buffer on memory of its own.
  static constexpr size_t kCopiedUpTo = 16 * 1024;

  // The answer of a write callback for libcurl: the count, or CURL_WRITEFUNC_ERROR.
  size_t TakeBody(CURL* easy, const char* bytes, size_t count);
  size_t TakeHeader(const char* bytes, size_t count);

  // For a body that is decoded on its way: reserves room for decoded bytes, `hint` of them if possible; then commits
  // the given number. False when that exceeded the limit, or they could not be written.
  Room BodyRoom(size_t hint);
  bool CommitBody(const Room& room, size_t count);

  // The environment whose memory a body may go to at once; nullptr for none. Such memory would be made for nothing if
  // JavaScript does not take the body, and would stay in a program that blocks.
  void set_body_env(napi_env env) { body_env_ = env; }

  // Forgets the state of the last transfer.
  void Clear();

  // A larger body, decoded, fails the transfer, whatever its destination.
  void set_body_limit(uint64_t bytes) { body_limit_ = bytes; }
  uint64_t body_limit() const { return body_limit_; }
  // The text of that failure.
  static std::string Excess(uint64_t limit) { return "the body is larger than " + std::to_string(limit) + " bytes"; }
  // The limit has ended the transfer.
  bool exceeded() const { return exceeded_; }
  // Counts arriving bytes, whatever their destination: false when they exceed the limit.
  bool CountBody(size_t count);
  uint64_t received() const { return received_; }
  // The body was not taken.
  void UncountBody(size_t count) { received_ -= count; }

  // -1 collects into memory.
  void set_body_descriptor(int descriptor) { body_descriptor_ = descriptor; }
  void set_header_descriptor(int descriptor) { header_descriptor_ = descriptor; }
  void CopyTargets(const Sinks& other) {
    body_descriptor_ = other.body_descriptor_;
    header_descriptor_ = other.header_descriptor_;
    body_limit_ = other.body_limit_;
  }
  void ForgetTargets() {
    body_descriptor_ = header_descriptor_ = -1;
    spill_.Set(std::string(), -1);
    body_limit_ = UINT64_MAX;
  }

  // The file of a body that is too large for memory; duplicates of the handle have none.
  Spill& spill() { return spill_; }

  // The body is in one of these two.
  NodeBody& node_body() { return node_body_; }
  ByteBuffer& body() { return body_; }
  ByteBuffer& headers() { return headers_; }
  // Why a write to the descriptor failed; libcurl only knows that it did. Empty otherwise.
  const std::string& problem() const { return problem_; }
  void set_problem(std::string problem) { problem_ = std::move(problem); }

 private:
  size_t WriteTo(int descriptor, const char* bytes, size_t count);
  void PrepareBody(CURL* easy);
  bool AppendBody(const char* bytes, size_t count);
  // The descriptor that the body goes to, -1 for memory. A file of its own goes before WRITEDATA.
  int descriptor() const { return spill_.IsSet() ? spill_.descriptor() : body_descriptor_; }
  // Moves a body that has become too large for memory to its file. False if that failed.
  bool SpillIfLarge();

  napi_env body_env_ = nullptr;
  Spill spill_;
  NodeBody node_body_;
  ByteBuffer body_;
  ByteBuffer headers_;
  std::string problem_;
  uint64_t body_limit_ = UINT64_MAX;
  uint64_t received_ = 0;
  bool exceeded_ = false;
  int body_descriptor_ = -1;
  int header_descriptor_ = -1;
};

}  // namespace curlew
