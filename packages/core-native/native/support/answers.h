#pragma once

#include <napi.h>

namespace curlew {

// What a native method answers when the value itself could be any number: the value, or this box.
inline Napi::Value FailedWith(Napi::Env env, int status) {
  Napi::Object failure = Napi::Object::New(env);
  failure.Set("failed", Napi::Number::New(env, status));
  return failure;
}

// The answer of a call that has nothing but a status to tell.
inline Napi::Value Answer(napi_env env, int status) { return Napi::Number::New(env, status); }

}  // namespace curlew
