#pragma once

#include <napi.h>

namespace curlew {

// What a native method answers when the value itself could be any number: the value, or this box.
inline Napi::Value FailedWith(Napi::Env env, int status) {
  Napi::Object failure = Napi::Object::New(env);
  failure.Set("failed", Napi::Number::New(env, status));
  return failure;
}

}  // namespace curlew
