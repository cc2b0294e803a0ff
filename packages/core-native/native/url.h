#pragma once

#include <curl/curl.h>
#include <napi.h>

#include "support/owned.h"

namespace curlew {

// One CURLU. Its JavaScript side is src/url.ts. It has no close(): it is memory only, and is freed with its last
// holder; an easy handle that uses it (CURLOPT_CURLU) is one.
class Url final : public Napi::ObjectWrap<Url> {
 public:
  static Napi::Function Define(Napi::Env env);
  static Url* From(Napi::Env env, napi_value value);

  explicit Url(const Napi::CallbackInfo& info);

  CURLU* handle() const { return handle_.get(); }

 private:
  Napi::Value GetPart(const Napi::CallbackInfo& info);
  Napi::Value SetPart(const Napi::CallbackInfo& info);

  UrlHandle handle_;
};

}  // namespace curlew
