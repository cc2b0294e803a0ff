#include "url.h"

#include <climits>
#include <string>

#include "support/status.h"
#include "support/type_tag.h"
#include "support/values.h"

namespace curlew {

Napi::Function Url::Define(Napi::Env env) {
  return DefineClass(env, "NativeUrl",
                     {
                         InstanceMethod<&Url::GetPart>("getPart"),
                         InstanceMethod<&Url::SetPart>("setPart"),
                     });
}

Url* Url::From(Napi::Env env, napi_value value) {
  return IsMarked(env, value, TypeTag::kUrl) ? Unwrap(Napi::Object(env, value)) : nullptr;
}

// new NativeUrl(), or a copy of another. If memory runs out it has no handle, and every call answers kOutOfMemory.
Url::Url(const Napi::CallbackInfo& info) : ObjectWrap(info) {
  Mark(info.Env(), info.This(), TypeTag::kUrl);
  const Url* original = info.Length() > 0 ? From(info.Env(), info[0]) : nullptr;
  handle_.reset(original ? curl_url_dup(original->handle()) : curl_url());
}

// getPart(part, flags): the text, or a status (a CURLUcode, or one of ours).
Napi::Value Url::GetPart(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int64_t part = 0;
  int64_t flags = 0;
  int status = handle_ ? kOk : kOutOfMemory;
  if (status == kOk) status = ReadInteger(env, info[0], 0, INT_MAX, &part);
  if (status == kOk) status = ReadInteger(env, info[1], 0, INT_MAX, &flags);
  if (status != kOk) return Napi::Number::New(env, status);
  char* raw = nullptr;
  const CURLUcode code =
      curl_url_get(handle_.get(), static_cast<CURLUPart>(part), &raw, static_cast<unsigned int>(flags));
  const TextHandle text(raw);
  return code == CURLUE_OK ? Napi::Value(Napi::String::New(env, text.get())) : Napi::Number::New(env, code);
}

Napi::Value Url::SetPart(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto answer = [env](int status) { return Napi::Number::New(env, status); };
  int64_t part = 0;
  int64_t flags = 0;
  if (!handle_) return answer(kOutOfMemory);
  Status status = ReadInteger(env, info[0], 0, INT_MAX, &part);
  if (status == kOk) status = ReadInteger(env, info[2], 0, INT_MAX, &flags);
  if (status != kOk) return answer(status);
  const bool clears = IsNullish(TypeOf(env, info[1]));
  BytesArgument bytes;
  if (!clears) status = bytes.Read(env, info[1]);
  if (status == kOk && bytes.HasNul()) status = kNulByte;
  if (status != kOk) return answer(status);
  const std::string text(bytes.data(), bytes.size());
  return answer(curl_url_set(handle_.get(), static_cast<CURLUPart>(part), clears ? nullptr : text.c_str(),
                             static_cast<unsigned int>(flags)));
}

}  // namespace curlew
