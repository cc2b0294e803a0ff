#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace curlew {

// Bytes that come in at one end and are taken out at the other, in one block.
class ByteQueue {
 public:
  ByteQueue() = default;
  ByteQueue(const ByteQueue&) = delete;
  ByteQueue& operator=(const ByteQueue&) = delete;
  ~ByteQueue() { std::free(memory_); }

  const char* data() const { return memory_ + start_; }
  size_t size() const { return end_ - start_; }
  bool empty() const { return start_ == end_; }

  // False when memory ran out; the content is then unchanged.
  bool Append(const char* bytes, size_t count) {
    if (count == 0) return true;
    if (count > capacity_ - end_ && !MakeRoom(count)) return false;
    std::memcpy(memory_ + end_, bytes, count);
    end_ += count;
    return true;
  }

  // Reserves room for this many bytes in all, so that the block need not grow step by step. A failure is harmless.
  void Reserve(size_t capacity) {
    if (capacity > capacity_) (void)Grow(capacity);
  }

  // Drops the first bytes.
  void Skip(size_t count) {
    start_ += count;
    if (start_ == end_) start_ = end_ = 0;
  }

  void Clear() {
    std::free(memory_);
    memory_ = nullptr;
    start_ = end_ = capacity_ = 0;
  }

 private:
  bool MakeRoom(size_t count) {
    // Moves the remaining bytes to the front if they are fewer than those consumed.
    if (start_ >= size()) {
      const size_t left = size();
      if (left > 0) std::memcpy(memory_, data(), left);
      start_ = 0;
      end_ = left;
    }
    if (count <= capacity_ - end_) return true;
    const size_t needed = end_ + count;
    return Grow(needed > 2 * capacity_ ? needed : 2 * capacity_);
  }

  bool Grow(size_t capacity) {
    char* const grown = static_cast<char*>(std::realloc(memory_, capacity));
    if (!grown) return false;
    memory_ = grown;
    capacity_ = capacity;
    return true;
  }

  char* memory_ = nullptr;
  size_t start_ = 0;
  size_t end_ = 0;
  size_t capacity_ = 0;
};

}  // namespace curlew
