#pragma once

#include <node_api.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "support/status.h"

namespace curlew {

// Plain Node-API in the few places that run once per option or chunk; the wrappers of node-addon-api everywhere else.

inline napi_valuetype TypeOf(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, value, &type);
  return type;
}

inline bool IsNullish(napi_valuetype type) { return type == napi_null || type == napi_undefined; }

// The bytes of a string (as UTF-8) or of an ArrayBuffer view, readable until the object dies or JavaScript runs.
class BytesArgument {
 public:
  Status Read(napi_env env, napi_value value) {
    if (TypeOf(env, value) == napi_string) return ReadString(env, value);
    return ReadView(env, value);
  }

  const char* data() const { return data_; }
  size_t size() const { return size_; }
  bool HasNul() const { return size_ != 0 && std::memchr(data_, 0, size_) != nullptr; }

 private:
  // URLs and header lines fit here; a longer string is read twice, and goes to the heap.
  static constexpr size_t kInline = 1024;

  Status ReadString(napi_env env, napi_value value) {
    size_t length = 0;
    if (napi_get_value_string_utf8(env, value, inline_, kInline, &length) != napi_ok) return kWrongType;
    // A full inline buffer may hold a cut string (Node-API does not tell), so the real length is asked for. A
    // multi-byte character that did not fit leaves up to three bytes unused.
    if (length < kInline - 4) {
      data_ = inline_;
      size_ = length;
      return kOk;
    }
    if (napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) return kWrongType;
    heap_.resize(length + 1);
    if (napi_get_value_string_utf8(env, value, heap_.data(), heap_.size(), &length) != napi_ok) return kWrongType;
    data_ = heap_.data();
    size_ = length;
    return kOk;
  }

  Status ReadView(napi_env env, napi_value value) {
    bool is = false;
    void* bytes = nullptr;
    if (napi_is_typedarray(env, value, &is) == napi_ok && is) {
      napi_typedarray_type type;
      size_t length = 0;
      if (napi_get_typedarray_info(env, value, &type, &length, &bytes, nullptr, nullptr) != napi_ok) return kWrongType;
      return Take(bytes, length * ElementSize(type));
    }
    if (napi_is_dataview(env, value, &is) == napi_ok && is) {
      size_t length = 0;
      if (napi_get_dataview_info(env, value, &length, &bytes, nullptr, nullptr) != napi_ok) return kWrongType;
      return Take(bytes, length);
    }
    if (napi_is_arraybuffer(env, value, &is) == napi_ok && is) {
      size_t length = 0;
      if (napi_get_arraybuffer_info(env, value, &bytes, &length) != napi_ok) return kWrongType;
      return Take(bytes, length);
    }
    return kWrongType;
  }

  Status Take(void* bytes, size_t size) {
    // An empty view may have no memory at all; libcurl needs a pointer.
    data_ = size ? static_cast<const char*>(bytes) : "";
    size_ = size;
    return kOk;
  }

  static size_t ElementSize(napi_typedarray_type type) {
    switch (type) {
      case napi_int16_array:
      case napi_uint16_array:
        return 2;
      case napi_int32_array:
      case napi_uint32_array:
      case napi_float32_array:
        return 4;
      case napi_float64_array:
      case napi_bigint64_array:
      case napi_biguint64_array:
        return 8;
      default:
        return 1;
    }
  }

  const char* data_ = "";
  size_t size_ = 0;
  std::vector<char> heap_;
  char inline_[kInline];
};

// A whole number from a JavaScript number, boolean or bigint, without loss.
inline Status ReadInteger(napi_env env, napi_value value, int64_t min, int64_t max, int64_t* result) {
  switch (TypeOf(env, value)) {
    case napi_boolean: {
      bool flag = false;
      napi_get_value_bool(env, value, &flag);
      *result = flag ? 1 : 0;
      return kOk;
    }
    case napi_number: {
      double number = 0;
      napi_get_value_double(env, value, &number);
      // The comparison also refuses NaN. 2^63 is exact as a double; the largest int64_t is not.
      if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0)) return kOutOfRange;
      *result = static_cast<int64_t>(number);
      if (static_cast<double>(*result) != number) return kOutOfRange;
      break;
    }
    case napi_bigint: {
      bool lossless = false;
      napi_get_value_bigint_int64(env, value, result, &lossless);
      if (!lossless) return kOutOfRange;
      break;
    }
    default:
      return kWrongType;
  }
  return *result < min || *result > max ? kOutOfRange : kOk;
}

}  // namespace curlew
