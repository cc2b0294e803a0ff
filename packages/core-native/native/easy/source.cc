#include "easy/source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace curlew {

void Source::Clear() {
  descriptor_ = -1;
  bytes_.reset();
  position_ = 0;
  problem_.clear();
}

void Source::set_descriptor(int descriptor) {
  Clear();
  descriptor_ = descriptor;
}

void Source::set_bytes(std::shared_ptr<const std::string> bytes) {
  Clear();
  bytes_ = std::move(bytes);
}

size_t Source::Read(char* target, size_t room) {
  if (bytes_) {
    const size_t count = std::min(room, bytes_->size() - position_);
    std::memcpy(target, bytes_->data() + position_, count);
    position_ += count;
    return count;
  }
  while (descriptor_ >= 0) {
    const ssize_t count = ::read(descriptor_, target, room);
    if (count >= 0) return static_cast<size_t>(count);
    if (errno == EINTR) continue;
    problem_ = "read from descriptor " + std::to_string(descriptor_) + " failed: " + std::strerror(errno);
    return CURL_READFUNC_ABORT;
  }
  return 0;
}

int Source::Seek(curl_off_t offset, int origin) {
  if (bytes_) {
    if (origin != SEEK_SET || offset < 0 || static_cast<uint64_t>(offset) > bytes_->size()) return CURL_SEEKFUNC_FAIL;
    position_ = static_cast<size_t>(offset);
    return CURL_SEEKFUNC_OK;
  }
  if (descriptor_ < 0) return CURL_SEEKFUNC_CANTSEEK;
  if (::lseek(descriptor_, offset, origin) >= 0) return CURL_SEEKFUNC_OK;
  // A pipe: libcurl reads on to the offset, where it can.
  return errno == ESPIPE ? CURL_SEEKFUNC_CANTSEEK : CURL_SEEKFUNC_FAIL;
}

}  // namespace curlew
