#pragma once

#include <curl/curl.h>

#include <string>

#include "support/byte_buffer.h"

namespace curlew {

// Where a transfer's received bytes go when no JavaScript callback takes them: native memory, handed to JavaScript once
// when asked for, or a file descriptor.
class Sinks {
 public:
  // What a write callback returns to libcurl: the count, or CURL_WRITEFUNC_ERROR.
  size_t TakeBody(CURL* easy, const char* bytes, size_t count);
  size_t TakeHeader(const char* bytes, size_t count);

  // Forgets what the last transfer left.
  void Clear();

  // -1 collects into memory.
  void set_body_descriptor(int descriptor) { body_descriptor_ = descriptor; }
  void set_header_descriptor(int descriptor) { header_descriptor_ = descriptor; }
  void CopyTargets(const Sinks& other) {
    body_descriptor_ = other.body_descriptor_;
    header_descriptor_ = other.header_descriptor_;
  }
  void ForgetTargets() { body_descriptor_ = header_descriptor_ = -1; }

  ByteBuffer& body() { return body_; }
  ByteBuffer& headers() { return headers_; }
  // Why a write to the descriptor failed; libcurl itself only knows that it did. Empty otherwise.
  const std::string& problem() const { return problem_; }

 private:
  size_t WriteTo(int descriptor, const char* bytes, size_t count);

  ByteBuffer body_;
  ByteBuffer headers_;
  std::string problem_;
  int body_descriptor_ = -1;
  int header_descriptor_ = -1;
};

}  // namespace curlew
