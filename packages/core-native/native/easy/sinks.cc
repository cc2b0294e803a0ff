#include "easy/sinks.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace curlew {

namespace {
// A Content-Length is the server's word: it is believed up to here, beyond it the buffer grows with what arrives.
constexpr curl_off_t kTrustedLength = 16 * 1024 * 1024;
}  // namespace

bool Sinks::CountBody(size_t count) {
  received_ += count;
  if (received_ <= body_limit_) return true;
  exceeded_ = true;
  problem_ = "the body is larger than " + std::to_string(body_limit_) + " bytes";
  return false;
}

size_t Sinks::TakeBody(CURL* easy, const char* bytes, size_t count) {
  if (body_descriptor_ >= 0) return WriteTo(body_descriptor_, bytes, count);
  if (body_.size() == 0) {
    curl_off_t length = -1;
    if (curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length) == CURLE_OK && length > 0)
      // A failed reservation is not an error yet: Append tries again with what is really there.
      (void)body_.Reserve(static_cast<size_t>(std::min(length, kTrustedLength)));
  }
  if (body_.Append(bytes, count)) return count;
  problem_ = "out of memory while collecting the body";
  return CURL_WRITEFUNC_ERROR;
}

size_t Sinks::TakeHeader(const char* bytes, size_t count) {
  if (header_descriptor_ >= 0) return WriteTo(header_descriptor_, bytes, count);
  if (headers_.Append(bytes, count)) return count;
  problem_ = "out of memory while collecting the headers";
  return CURL_WRITEFUNC_ERROR;
}

size_t Sinks::WriteTo(int descriptor, const char* bytes, size_t count) {
  size_t written = 0;
  while (written < count) {
    const ssize_t result = ::write(descriptor, bytes + written, count - written);
    if (result >= 0) {
      written += static_cast<size_t>(result);
    } else if (errno != EINTR) {
      problem_ = "write to descriptor " + std::to_string(descriptor) + " failed: " + std::strerror(errno);
      return CURL_WRITEFUNC_ERROR;
    }
  }
  return count;
}

void Sinks::Clear() {
  body_.Clear();
  headers_.Clear();
  problem_.clear();
  received_ = 0;
  exceeded_ = false;
}

}  // namespace curlew
