#pragma once

#include "addon.h"
#include "support/answers.h"
#include "support/status.h"

namespace curlew {

// The calls that every transfer makes, as functions whose first argument is the number of the handle. For a method Node
// looks the object up by a hidden property of `this`, which takes 70 of the 100 ns of such a call.
template <typename T, Napi::Value (T::*call)(const Napi::CallbackInfo&)>
Napi::Value ByNumber(const Napi::CallbackInfo& info) {
  uint32_t number = 0;
  T* const object = napi_get_value_uint32(info.Env(), info[0], &number) == napi_ok
                        ? static_cast<Addon*>(info.Data())->numbered<T>().Find(number)
                        : nullptr;
  return object ? (object->*call)(info) : Answer(info.Env(), kWrongType);
}

template <typename T, Napi::Value (T::*call)(const Napi::CallbackInfo&)>
void ExportByNumber(Napi::Object exports, const char* name, Addon* addon) {
  exports.Set(name, Napi::Function::New<ByNumber<T, call>>(exports.Env(), name, addon));
}

}  // namespace curlew
