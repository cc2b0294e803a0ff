#pragma once

#include <node_api.h>

#include <cstring>

namespace curlew {

// A body of a known size, written straight into a Node Buffer that is made before the first byte comes. Lending memory
// of our own to a Buffer afterwards costs twice as much, mostly when the garbage collector gives each piece back.
class NodeBody {
 public:
  NodeBody() = default;
  NodeBody(const NodeBody&) = delete;
  NodeBody& operator=(const NodeBody&) = delete;
  ~NodeBody() { Drop(); }

  // False when Node has no memory, or cannot be asked any more.
  bool Begin(napi_env env, size_t capacity) {
    napi_handle_scope scope = nullptr;
    if (napi_open_handle_scope(env, &scope) != napi_ok) return false;
    napi_value buffer = nullptr;
    void* memory = nullptr;
    if (napi_create_buffer(env, capacity, &memory, &buffer) == napi_ok &&
        napi_create_reference(env, buffer, 1, &buffer_) == napi_ok) {
      env_ = env;
      memory_ = static_cast<char*>(memory);
      capacity_ = capacity;
      size_ = 0;
    }
    (void)napi_close_handle_scope(env, scope);
    return active();
  }

  bool active() const { return buffer_ != nullptr; }
  // The bytes that were written and not skipped.
  const char* data() const { return memory_ + start_; }
  size_t size() const { return size_ - start_; }
  size_t room() const { return capacity_ - size_; }
  // Skips bytes that were copied elsewhere.
  void Skip(size_t count) { start_ += count; }
  // Starts again at the beginning, over the skipped bytes.
  void Rewind() { start_ = size_ = 0; }

  // False when it does not fit.
  bool Append(const char* bytes, size_t count) {
    if (count > capacity_ - size_) return false;
    std::memcpy(memory_ + size_, bytes, count);
    size_ += count;
    return true;
  }

  // Takes the Buffer, or its written part; this object is empty again. nullptr when that is less than half, or bytes
  // were skipped.
  napi_value TakeFilled() {
    if (start_ > 0 || size_ < capacity_ / 2) return nullptr;
    if (size_ == capacity_) return Release();
    napi_value buffer = nullptr;
    napi_value subarray = nullptr;
    napi_value bounds[2];
    napi_value part = nullptr;
    if (napi_get_reference_value(env_, buffer_, &buffer) != napi_ok ||
        napi_get_named_property(env_, buffer, "subarray", &subarray) != napi_ok ||
        napi_create_uint32(env_, 0, &bounds[0]) != napi_ok ||
        napi_create_double(env_, static_cast<double>(size_), &bounds[1]) != napi_ok ||
        napi_call_function(env_, buffer, subarray, 2, bounds, &part) != napi_ok)
      return nullptr;
    Drop();
    return part;
  }

  // Takes the Buffer; this object is empty again. nullptr when bytes are missing.
  napi_value Release() {
    napi_value buffer = nullptr;
    if (size_ != capacity_ || napi_get_reference_value(env_, buffer_, &buffer) != napi_ok) return nullptr;
    Drop();
    return buffer;
  }

  void Drop() {
    if (buffer_) (void)napi_delete_reference(env_, buffer_);
    buffer_ = nullptr;
    memory_ = nullptr;
    start_ = size_ = capacity_ = 0;
  }

 private:
  napi_env env_ = nullptr;
  napi_ref buffer_ = nullptr;
  char* memory_ = nullptr;
  size_t start_ = 0;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace curlew
