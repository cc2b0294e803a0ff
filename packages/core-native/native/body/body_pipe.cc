#include "body/body_pipe.h"

#include <algorithm>
#include <cstring>

namespace curlew {

namespace {

constexpr size_t kLargestPiece = 64 * 1024;

}  // namespace

bool BodyPipe::Append(const char* bytes, size_t count) {
  while (count > 0) {
    const Room room = MakeRoom(count);
    const size_t part = std::min(count, room.size);
    if (!room.data) return false;
    std::memcpy(room.data, bytes, part);
    if (!Commit(part)) return false;
    bytes += part;
    count -= part;
  }
  return true;
}

Room BodyPipe::MakeRoom(size_t hint) {
  if (filling_.size() == kLargestPiece) FinishPiece();
  const size_t left = kLargestPiece - filling_.size();
  if (expected_ > received_) (void)filling_.Reserve(filling_.size() + std::min<uint64_t>(expected_ - received_, left));
  char* const memory = filling_.Room(std::clamp<size_t>(hint, 1, left));
  return {memory, memory ? std::min(filling_.room(), left) : 0};
}

bool BodyPipe::Commit(size_t count) {
  filling_.Commit(count);
  received_ += count;
  waiting_ += count;
  return !closed_;
}

bool BodyPipe::MustRest() {
  if (!IsFull()) return false;
  rests_ = true;
  // The reader may have made room meanwhile. Either it has seen the rest, and asks to go on, or there is none.
  if (!IsFull() && rests_.exchange(false)) return false;
  tells_rest_ = true;
  return true;
}

void BodyPipe::HeadersAreThere() {
  if (told_headers_) return;
  told_headers_ = true;
  AddNews(BodyNews::kHeaders);
}

void BodyPipe::AddNews(int news) {
  const std::lock_guard<std::mutex> lock(mutex_);
  news_ |= news;
}

// A piece with little in it is copied, so that waiting pieces take no more memory than their bytes.
void BodyPipe::FinishPiece() {
  const size_t size = filling_.size();
  if (size == 0) return;
  BodyPiece piece;
  piece.size = size;
  if (size < filling_.room()) piece.bytes.reset(static_cast<char*>(std::malloc(size)));
  if (piece.bytes) {
    std::memcpy(piece.bytes.get(), filling_.data(), size);
    filling_.Clear();
  } else {
    piece.bytes.reset(filling_.Release());
  }
  filled_.push_back(std::move(piece));
}

bool BodyPipe::Flush() {
  FinishPiece();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!filled_.empty() && awaited_) {
    awaited_ = false;
    news_ |= BodyNews::kReadable;
  }
  for (BodyPiece& piece : filled_) pieces_.push_back(std::move(piece));
  filled_.clear();
  const bool tell = news_ != 0 || tells_rest_;
  tells_rest_ = false;
  return tell;
}

std::vector<BodyPiece> BodyPipe::Take(bool awaits) {
  std::vector<BodyPiece> taken;
  const std::lock_guard<std::mutex> lock(mutex_);
  taken.swap(pieces_);
  if (taken.empty() && awaits) awaited_ = true;
  return taken;
}

bool BodyPipe::IsHeld() {
  // With room it does not rest, or not for long: MustRest is just about to take that back.
  if (!rests_ || !IsFull()) return false;
  const std::lock_guard<std::mutex> lock(mutex_);
  return !awaited_;
}

int BodyPipe::TakeNews(int wanted) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const int news = news_ & wanted;
  news_ &= ~wanted;
  return news;
}

}  // namespace curlew
