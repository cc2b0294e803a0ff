#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace curlew {

// The source of an upload's bytes when no READFUNCTION is set: nothing, a file descriptor, or bytes in memory.
class Source {
 public:
  void Clear();
  void set_descriptor(int descriptor);
  void set_bytes(std::shared_ptr<const std::string> bytes);
  bool IsSet() const { return descriptor_ >= 0 || bytes_; }

  // Both answer in libcurl's terms (CURLOPT_READFUNCTION, CURLOPT_SEEKFUNCTION).
  size_t Read(char* target, size_t room);
  int Seek(curl_off_t offset, int origin);
  // A new transfer starts at the beginning of bytes, and at the current position of a descriptor.
  void Rewind() { position_ = 0; }

  // The error of the source in this transfer, in addition to libcurl's text; empty if there was none.
  const std::string& problem() const { return problem_; }
  void ForgetProblem() { problem_.clear(); }

 private:
  int descriptor_ = -1;
  // Shared with the handle's duplicates.
  std::shared_ptr<const std::string> bytes_;
  size_t position_ = 0;
  std::string problem_;
};

}  // namespace curlew
