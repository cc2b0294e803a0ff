#include "globals.h"

#include <curl/curl.h>

#include <atomic>
#include <climits>
#include <string>

#include "support/answers.h"
#include "support/owned.h"
#include "support/values.h"

namespace curlew {

namespace {

// The calls of globalInit without a globalCleanup; the addon's own initialisation must outlive them all.
std::atomic<int> users{0};

}  // namespace

Napi::Value Escape(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  BytesArgument bytes;
  const Status status = bytes.Read(env, info[0]);
  if (status != kOk) return FailedWith(env, status);
  // With a length of 0 libcurl would look for the end itself.
  if (bytes.size() == 0) return Napi::String::New(env, "");
  if (bytes.size() > INT_MAX) return FailedWith(env, kOutOfRange);
  const TextHandle text(curl_easy_escape(nullptr, bytes.data(), static_cast<int>(bytes.size())));
  return text ? Napi::Value(Napi::String::New(env, text.get())) : FailedWith(env, kOutOfMemory);
}

Napi::Value Unescape(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  BytesArgument bytes;
  const Status status = bytes.Read(env, info[0]);
  if (status != kOk) return FailedWith(env, status);
  if (bytes.size() == 0) return Napi::Buffer<char>::New(env, 0);
  if (bytes.size() > INT_MAX) return FailedWith(env, kOutOfRange);
  int size = 0;
  const TextHandle text(curl_easy_unescape(nullptr, bytes.data(), static_cast<int>(bytes.size()), &size));
  if (!text) return FailedWith(env, kOutOfMemory);
  return Napi::Buffer<char>::Copy(env, text.get(), static_cast<size_t>(size));
}

Napi::Value GlobalInit(const Napi::CallbackInfo& info) {
  int64_t flags = 0;
  int status = ReadInteger(info.Env(), info[0], 0, INT_MAX, &flags);
  if (status == kOk) status = curl_global_init(static_cast<long>(flags));
  if (status == kOk) ++users;
  return Napi::Number::New(info.Env(), status);
}

Napi::Value GlobalCleanup(const Napi::CallbackInfo& info) {
  int count = users.load();
  while (count > 0 && !users.compare_exchange_weak(count, count - 1)) {
  }
  if (count > 0) curl_global_cleanup();
  return info.Env().Undefined();
}

Napi::Value GlobalTrace(const Napi::CallbackInfo& info) {
#if CURL_AT_LEAST_VERSION(8, 3, 0)
  BytesArgument names;
  Status status = names.Read(info.Env(), info[0]);
  if (status == kOk && names.HasNul()) status = kNulByte;
  if (status != kOk) return Napi::Number::New(info.Env(), status);
  return Napi::Number::New(info.Env(), curl_global_trace(std::string(names.data(), names.size()).c_str()));
#else
  return Napi::Number::New(info.Env(), kUnsupported);
#endif
}

}  // namespace curlew
