#pragma once

#include <napi.h>

#include <cstring>

namespace curlew {

// Memory of JavaScript's that small bodies are copied into (src/easy/byte-slab.ts): making an ArrayBuffer for each
// costs ten times the copy. It is passed with each call, because only JavaScript knows whether it was detached.
class Slab {
 public:
  // Larger bodies have memory of their own.
  static bool IsSmall(size_t size) { return size < kSmallBelow; }

  // False when the arguments are not a slab and a position in it.
  bool Read(napi_env env, napi_value memory, napi_value offset) {
    void* data = nullptr;
    uint32_t position = 0;
    if (napi_get_arraybuffer_info(env, memory, &data, &length_) != napi_ok ||
        napi_get_value_uint32(env, offset, &position) != napi_ok || position > length_)
      return false;
    memory_ = static_cast<char*>(data);
    offset_ = position;
    return true;
  }

  size_t room() const { return length_ - offset_; }

  // The space for a small body, padded so that the next one is aligned for typed arrays of numbers.
  static size_t Needs(size_t size) { return (size + kAlignment - 1) & ~(kAlignment - 1); }

  // The caller has checked that there is room.
  void Take(const char* bytes, size_t size) {
    if (size > 0) std::memcpy(memory_ + offset_, bytes, size);
    offset_ += Needs(size);
  }

 private:
  static constexpr size_t kSmallBelow = 4 * 1024;
  static constexpr size_t kAlignment = 8;

  char* memory_ = nullptr;
  size_t length_ = 0;
  size_t offset_ = 0;
};

}  // namespace curlew
