#include "easy/sinks.h"

#include <algorithm>

#include "platform/files.h"
#include "support/scratch.h"

namespace curlew {

namespace {
// A Content-Length is a claim of the server: it is trusted up to this size; beyond it the buffer grows with the bytes
// that arrive.
constexpr curl_off_t kTrustedLength = 16 * 1024 * 1024;

// A Buffer of up to this size is made before the body has come. A larger one would tell V8 of memory that may never be
// filled, and make it collect garbage.
constexpr curl_off_t kMadeUpTo = 1024 * 1024;

// The number of bytes to decode at a time.
constexpr size_t kLeastRoom = 4 * 1024;
constexpr size_t kLargestRoom = 64 * 1024;
}  // namespace

bool Sinks::CountBody(size_t count) {
  received_ += count;
  if (received_ <= body_limit_) return true;
  exceeded_ = true;
  problem_ = Excess(body_limit_);
  return false;
}

size_t Sinks::TakeBody(CURL* easy, const char* bytes, size_t count) {
  if (descriptor() < 0 && body_.size() == 0 && !node_body_.active()) PrepareBody(easy);
  if (descriptor() >= 0) return WriteTo(descriptor(), bytes, count);
  if (AppendBody(bytes, count)) return SpillIfLarge() ? count : CURL_WRITEFUNC_ERROR;
  problem_ = "out of memory while collecting the body";
  return CURL_WRITEFUNC_ERROR;
}

void Sinks::PrepareBody(CURL* easy) {
  curl_off_t length = -1;
  if (curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length) != CURLE_OK || length <= 0) return;
  if (spill_.IsSet() && length > static_cast<curl_off_t>(Spill::kInMemory)) {
    // Without a descriptor, the file is opened later.
    (void)spill_.Open();
    return;
  }
  if (body_env_ && length > static_cast<curl_off_t>(kCopiedUpTo) && length <= kMadeUpTo &&
      node_body_.Begin(body_env_, static_cast<size_t>(length)))
    return;
  // A failed reservation is not an error yet: Append tries again with the actual size.
  (void)body_.Reserve(static_cast<size_t>(std::min(length, kTrustedLength)));
}

bool Sinks::AppendBody(const char* bytes, size_t count) {
  if (!node_body_.active()) return body_.Append(bytes, count);
  if (node_body_.Append(bytes, count)) return true;
  // Longer than announced; a body that is decoded is.
  if (!body_.Append(node_body_.data(), node_body_.size()) || !body_.Append(bytes, count)) return false;
  node_body_.Drop();
  return true;
}

bool Sinks::SpillIfLarge() {
  if (!spill_.IsSet()) return true;
  const size_t size = node_body_.active() ? node_body_.size() : body_.size();
  if (size <= Spill::kInMemory) return true;
  const int error = spill_.Open();
  if (IsOutOfDescriptors(error) && size < Spill::kWithoutDescriptor) return true;
  if (error != 0) {
    problem_ = "cannot create " + PlainPath(spill_.path()) + ": " + FileErrorText(error);
    return false;
  }
  const bool written =
      WriteTo(spill_.descriptor(), node_body_.active() ? node_body_.data() : body_.data(), size) == size;
  node_body_.Drop();
  body_.Clear();
  return written;
}

Room Sinks::BodyRoom(size_t hint) {
  if (descriptor() >= 0) return {scratch->bytes, Scratch::kSize};
  char* const memory = body_.Room(std::clamp(hint, kLeastRoom, kLargestRoom));
  return {memory, memory ? std::min(body_.room(), kLargestRoom) : 0};
}

bool Sinks::CommitBody(const Room& room, size_t count) {
  if (!room.data) {
    problem_ = "out of memory while collecting the body";
    return false;
  }
  if (!CountBody(count)) return false;
  if (descriptor() >= 0) return WriteTo(descriptor(), room.data, count) == count;
  body_.Commit(count);
  return SpillIfLarge();
}

size_t Sinks::TakeHeader(const char* bytes, size_t count) {
  if (header_descriptor_ >= 0) return WriteTo(header_descriptor_, bytes, count);
  if (headers_.Append(bytes, count)) return count;
  problem_ = "out of memory while collecting the headers";
  return CURL_WRITEFUNC_ERROR;
}

size_t Sinks::WriteTo(int descriptor, const char* bytes, size_t count) {
  const int error = WriteAll(descriptor, bytes, count);
  if (error == 0) return count;
  const bool named = descriptor == spill_.descriptor();
  problem_ = named ? "write to " + PlainPath(spill_.path()) : "write to descriptor " + std::to_string(descriptor);
  problem_ += std::string(" failed: ") + FileErrorText(error);
  return CURL_WRITEFUNC_ERROR;
}

void Sinks::Clear() {
  (void)spill_.Close();
  node_body_.Drop();
  body_.Clear();
  headers_.Clear();
  problem_.clear();
  received_ = 0;
  exceeded_ = false;
}

}  // namespace curlew
