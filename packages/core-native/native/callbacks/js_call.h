#pragma once

#include <napi.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "callbacks/table.h"
#include "easy/easy.h"
#include "multi/turn_scope.h"
#include "support/values.h"

namespace curlew {

// One call from libcurl into JavaScript: the scope of its values, the arguments, the answer. The handle keeps a thrown
// value (Easy::CallJs); the guards of src/callbacks ensure the type of the answer.
class JsCall {
 public:
  JsCall(Easy* easy, size_t slot) : easy_(easy), env_(easy->env()), slot_(slot) {
    TurnScope::OpenCurrent();
    open_ = napi_open_handle_scope(env_, &scope_) == napi_ok;
  }
  ~JsCall() {
    if (open_) napi_close_handle_scope(env_, scope_);
  }
  JsCall(const JsCall&) = delete;
  JsCall& operator=(const JsCall&) = delete;

  void AddNumber(double number) {
    napi_value value = nullptr;
    const napi_status status = napi_create_double(env_, number, &value);
    Add(status, value);
  }
  void AddBoolean(bool flag) {
    napi_value value = nullptr;
    const napi_status status = napi_get_boolean(env_, flag, &value);
    Add(status, value);
  }
  void AddText(const char* text, size_t size) {
    napi_value value = nullptr;
    const napi_status status = napi_create_string_utf8(env_, text, size, &value);
    Add(status, value);
  }
  // null for nullptr.
  void AddText(const char* text) {
    if (text)
      AddText(text, std::strlen(text));
    else
      AddNull();
  }
  void AddBytes(const char* bytes, size_t size) {
    napi_value value = nullptr;
    const napi_status status = napi_create_buffer_copy(env_, size, bytes, nullptr, &value);
    Add(status, value);
  }
  void AddNull() {
    napi_value value = nullptr;
    const napi_status status = napi_get_null(env_, &value);
    Add(status, value);
  }
  void AddAddress(const void* address) {
    napi_value value = nullptr;
    const napi_status status = napi_create_bigint_uint64(env_, reinterpret_cast<uintptr_t>(address), &value);
    Add(status, value);
  }

  // False when nothing was called, or it threw.
  bool Run() { return open_ && fine_ && easy_->CallJs(slot_, count_, arguments_.data(), &result_); }
  // As above, for one of several functions in the array of the slot.
  bool RunElement(uint32_t index) {
    return open_ && fine_ && easy_->CallJsElement(slot_, index, count_, arguments_.data(), &result_);
  }

  // The answer as a number; the abort value of the row when the function threw.
  template <typename T>
  T RunForNumber() {
    return Run() ? Number<T>() : Abort<T>();
  }
  template <typename T>
  T Number() const {
    int64_t answer = 0;
    return ReadInteger(env_, result_, INT32_MIN, UINT32_MAX, &answer) == kOk ? static_cast<T>(answer) : Abort<T>();
  }
  template <typename T>
  T Abort() const {
    return static_cast<T>(AbortValue(slot_));
  }

  napi_env env() const { return env_; }
  napi_value result() const { return result_; }

 private:
  static constexpr size_t kMost = 16;

  void Add(napi_status status, napi_value value) {
    if (status != napi_ok || count_ == kMost)
      fine_ = false;
    else
      arguments_[count_++] = value;
  }

  Easy* easy_;
  napi_env env_;
  size_t slot_;
  napi_handle_scope scope_ = nullptr;
  bool open_ = false;
  bool fine_ = true;
  size_t count_ = 0;
  std::array<napi_value, kMost> arguments_;
  napi_value result_ = nullptr;
};

}  // namespace curlew
