#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace curlew {

// A growing block of malloc'ed bytes that can be given away whole. malloc rather than std::vector, because realloc
// moves the pages of a large body instead of copying them, and nothing is zeroed first.
class ByteBuffer {
 public:
  ByteBuffer() = default;
  ByteBuffer(const ByteBuffer&) = delete;
  ByteBuffer& operator=(const ByteBuffer&) = delete;
  ~ByteBuffer() { std::free(data_); }

  const char* data() const { return data_; }
  size_t size() const { return size_; }

  // False when memory ran out; the content is then unchanged.
  bool Append(const char* bytes, size_t count) {
    if (count > capacity_ - size_ && !Reserve(Grown(count))) return false;
    std::memcpy(data_ + size_, bytes, count);
    size_ += count;
    return true;
  }

  // Room for at least that many bytes after the content, nullptr when memory ran out. Bytes written there count once
  // they are committed.
  char* Room(size_t least) { return least > capacity_ - size_ && !Reserve(Grown(least)) ? nullptr : data_ + size_; }
  size_t room() const { return capacity_ - size_; }
  void Commit(size_t count) { size_ += count; }

  bool Reserve(size_t capacity) {
    if (capacity <= capacity_) return true;
    char* grown = static_cast<char*>(std::realloc(data_, capacity));
    if (!grown) return false;
    data_ = grown;
    capacity_ = capacity;
    return true;
  }

  // Empties it. A small block stays for the next transfer; a large one must not be held by an idle pooled handle.
  void Clear() {
    size_ = 0;
    if (capacity_ > kKeptCapacity) {
      std::free(data_);
      data_ = nullptr;
      capacity_ = 0;
    }
  }

  // Gives the bytes away; the new owner frees them with std::free.
  char* Release() {
    char* bytes = data_;
    data_ = nullptr;
    size_ = capacity_ = 0;
    return bytes;
  }

 private:
  static constexpr size_t kKeptCapacity = 64 * 1024;

  size_t Grown(size_t count) const {
    size_t doubled = capacity_ * 2;
    size_t needed = size_ + count;
    return needed > doubled ? needed : doubled;
  }

  char* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace curlew
