#pragma once

#include <napi.h>

namespace curlew {

// The result of a native method whose value could be any number: the value, or this box.
inline Napi::Value FailedWith(Napi::Env env, int status) {
  Napi::Object failure = Napi::Object::New(env);
  failure.Set("failed", Napi::Number::New(env, status));
  return failure;
}

// The result of a call that returns only a status.
inline Napi::Value Answer(napi_env env, int status) { return Napi::Number::New(env, status); }

}  // namespace curlew
