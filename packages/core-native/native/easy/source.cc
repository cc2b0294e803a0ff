#include "easy/source.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "platform/descriptor_io.h"

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
    // libcurl gets a count. NOLINTNEXTLINE(bugprone-not-null-terminated-result)
    std::memcpy(target, bytes_->data() + position_, count);
    position_ += count;
    return count;
  }
  if (descriptor_ < 0) return 0;
  std::string reason;
  const int64_t count = ReadDescriptor(descriptor_, target, room, &reason);
  if (count >= 0) return static_cast<size_t>(count);
  problem_ = "read from descriptor " + std::to_string(descriptor_) + " failed: " + reason;
  return CURL_READFUNC_ABORT;
}

int Source::Seek(curl_off_t offset, int origin) {
  if (bytes_) {
    if (origin != SEEK_SET || offset < 0 || static_cast<uint64_t>(offset) > bytes_->size()) return CURL_SEEKFUNC_FAIL;
    position_ = static_cast<size_t>(offset);
    return CURL_SEEKFUNC_OK;
  }
  return descriptor_ < 0 ? CURL_SEEKFUNC_CANTSEEK : SeekDescriptor(descriptor_, offset, origin);
}

}  // namespace curlew
