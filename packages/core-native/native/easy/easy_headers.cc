// The received headers as libcurl has parsed them (curl_easy_header, curl_easy_nextheader).

#include <climits>

#include "easy/easy.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

#if CURL_AT_LEAST_VERSION(7, 84, 0)

namespace {

// [name, value, amount, index, origin]
Napi::Value HeaderOf(Napi::Env env, const curl_header* header) {
  Napi::Array fields = Napi::Array::New(env, 5);
  fields.Set(0u, Napi::String::New(env, header->name));
  fields.Set(1u, Napi::String::New(env, header->value));
  fields.Set(2u, Napi::Number::New(env, static_cast<double>(header->amount)));
  fields.Set(3u, Napi::Number::New(env, static_cast<double>(header->index)));
  // libcurl sets an extra bit, so that users mask before they compare.
  fields.Set(4u, Napi::Number::New(env, header->origin & 0xFF));
  return fields;
}

}  // namespace

// header(name, index, origin, request): the fields, or a box with a CURLHcode or a status (negative).
Napi::Value Easy::Header(const Napi::CallbackInfo& info) {
  if (!handle_) return FailedWith(env_, kClosed);
  BytesArgument name;
  Status status = name.Read(env_, info[0]);
  int64_t numbers[3] = {0, 0, 0};
  for (size_t index = 0; index < 3; ++index)
    if (status == kOk) status = ReadInteger(env_, info[index + 1], INT_MIN, INT_MAX, &numbers[index]);
  if (status == kOk && numbers[0] < 0) status = kOutOfRange;
  if (status == kOk && name.HasNul()) status = kNulByte;
  if (status != kOk) return FailedWith(env_, status);
  curl_header* header = nullptr;
  const CURLHcode code =
      curl_easy_header(handle_.get(), std::string(name.data(), name.size()).c_str(), static_cast<size_t>(numbers[0]),
                       static_cast<unsigned int>(numbers[1]), static_cast<int>(numbers[2]), &header);
  return code == CURLHE_OK ? HeaderOf(env_, header) : FailedWith(env_, code);
}

// headers(origin, request): all of them, in the order of their arrival.
Napi::Value Easy::Headers(const Napi::CallbackInfo& info) {
  if (!handle_) return FailedWith(env_, kClosed);
  int64_t origin = 0;
  int64_t request = 0;
  Status status = ReadInteger(env_, info[0], 0, INT_MAX, &origin);
  if (status == kOk) status = ReadInteger(env_, info[1], INT_MIN, INT_MAX, &request);
  if (status != kOk) return FailedWith(env_, status);
  Napi::Array all = Napi::Array::New(env_);
  uint32_t count = 0;
  curl_header* header = nullptr;
  while ((header = curl_easy_nextheader(handle_.get(), static_cast<unsigned int>(origin), static_cast<int>(request),
                                        header)))
    all.Set(count++, HeaderOf(env_, header));
  return all;
}

#else

Napi::Value Easy::Header(const Napi::CallbackInfo&) { return FailedWith(env_, kUnsupported); }
Napi::Value Easy::Headers(const Napi::CallbackInfo&) { return FailedWith(env_, kUnsupported); }

#endif

}  // namespace curlew
