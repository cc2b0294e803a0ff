#include "body/body_store.h"

#include <algorithm>

namespace curlew {

namespace {

// Fewer bytes are copied: that is cheaper than a Buffer on memory of its own.
constexpr size_t kLeastPiece = 16 * 1024;

// A body without a length counts as large from this size on.
constexpr uint64_t kLarge = 64 * 1024;

}  // namespace

void BodyStore::Expect(uint64_t length) {
  expected_ = length;
  // Too small for a Buffer, but worth reserving instead of growing step by step.
  if (length < kLeastPiece) loose_.Reserve(static_cast<size_t>(length));
}

// The size of the Buffer to make for the next bytes; 0 for none.
size_t BodyStore::NextPiece(size_t count) const {
  if (!env_) return 0;
  if (expected_ <= received_) return received_ >= kLarge ? piece_ : 0;
  const uint64_t left = expected_ - received_;
  // The last bytes may get a short Buffer of their own.
  return left >= kLeastPiece || left == count ? static_cast<size_t>(std::min<uint64_t>(left, piece_)) : 0;
}

bool BodyStore::Append(const char* bytes, size_t count) {
  const bool in_pieces = !pieces_.empty() || (loose_.empty() && NextPiece(count) >= kLeastPiece);
  if (in_pieces ? !AppendToPieces(bytes, count) : !loose_.Append(bytes, count)) return false;
  if (!in_pieces) received_ += count;
  size_ += count;
  return true;
}

bool BodyStore::AppendToPieces(const char* bytes, size_t count) {
  while (count > 0) {
    if (pieces_.empty() || pieces_.back().room() == 0) {
      const size_t capacity = std::max(NextPiece(count), std::min(count, piece_));
      if (!pieces_.emplace_back().Begin(env_, capacity)) {
        pieces_.pop_back();
        return false;
      }
    }
    const size_t part = std::min(count, pieces_.back().room());
    (void)pieces_.back().Append(bytes, part);
    received_ += part;
    bytes += part;
    count -= part;
  }
  return true;
}

void BodyStore::Append(std::vector<BodyPiece> pieces) {
  for (const BodyPiece& piece : pieces) size_ += piece.size;
  if (filled_.empty()) return filled_.swap(pieces);
  filled_.erase(filled_.begin(), filled_.begin() + static_cast<ptrdiff_t>(first_filled_));
  first_filled_ = 0;
  for (BodyPiece& piece : pieces) filled_.push_back(std::move(piece));
}

const char* BodyStore::front() const {
  if (!filled_.empty()) return filled_[first_filled_].bytes.get() + skipped_;
  return !loose_.empty() || pieces_.empty() ? loose_.data() : pieces_.front().data();
}

size_t BodyStore::front_size() const {
  if (!filled_.empty()) return filled_[first_filled_].size - skipped_;
  return !loose_.empty() || pieces_.empty() ? loose_.size() : pieces_.front().size();
}

void BodyStore::Skip(size_t count) {
  size_ -= count;
  if (!filled_.empty()) return SkipFilled(count);
  if (!loose_.empty()) return loose_.Skip(count);
  if (count == 0) return;
  NodeBody& piece = pieces_.front();
  piece.Skip(count);
  // The memory of the last Buffer takes the bytes that come next.
  if (piece.size() > 0) return;
  if (pieces_.size() == 1 && size_ == 0 && expected_ > received_)
    piece.Rewind();
  else
    pieces_.pop_front();
}

void BodyStore::SkipFilled(size_t count) {
  skipped_ += count;
  if (skipped_ < filled_[first_filled_].size) return;
  filled_[first_filled_++].bytes.reset();
  skipped_ = 0;
  if (first_filled_ < filled_.size()) return;
  filled_.clear();
  first_filled_ = 0;
}

napi_value BodyStore::TakeFront(napi_env env) {
  if (!filled_.empty()) return LendFilled(env);
  if (!loose_.empty() || pieces_.empty()) return nullptr;
  NodeBody& piece = pieces_.front();
  const size_t size = piece.size();
  napi_value buffer = piece.TakeFilled();
  if (!buffer) return nullptr;
  pieces_.pop_front();
  size_ -= size;
  return buffer;
}

napi_value BodyStore::LendFilled(napi_env env) {
  BodyPiece& piece = filled_[first_filled_];
  if (skipped_ > 0 || piece.size < kLeastPiece) return nullptr;
  auto free_bytes = [](napi_env, void* data, void*) { BodyPiece::Free()(static_cast<char*>(data)); };
  napi_value buffer = nullptr;
  // Some hosts (Electron) forbid external memory: the bytes are copied then.
  if (napi_create_external_buffer(env, piece.size, piece.bytes.get(), free_bytes, nullptr, &buffer) != napi_ok)
    return nullptr;
  (void)piece.bytes.release();
  Skip(piece.size);
  return buffer;
}

void BodyStore::Clear() {
  loose_.Clear();
  pieces_.clear();
  filled_.clear();
  first_filled_ = skipped_ = 0;
  size_ = 0;
}

}  // namespace curlew
