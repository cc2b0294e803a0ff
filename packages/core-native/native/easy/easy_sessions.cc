// TLS sessions, exported from the cache of the handle or its share and imported into it: curl_easy_ssls_export and
// _import.

#include "easy/easy.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

#if CURL_AT_LEAST_VERSION(8, 12, 0)

namespace {

struct Export {
  Napi::Env env;
  Napi::Array sessions;
};

// Only makes values; no user's JavaScript runs in here.
CURLcode OnSession(CURL*, void* data, const char* key, const unsigned char* shmac, size_t shmac_size,
                   const unsigned char* session, size_t session_size, curl_off_t valid_until, int tls_id,
                   const char* alpn, size_t early_data_max) {
  auto* result = static_cast<Export*>(data);
  Napi::Env env = result->env;
  auto bytes = [env](const unsigned char* from, size_t size) {
    return Napi::Buffer<unsigned char>::Copy(env, from, size);
  };
  Napi::Array row = Napi::Array::New(env, 7);
  row.Set(0u, key ? Napi::Value(Napi::String::New(env, key)) : Napi::Value(env.Null()));
  row.Set(1u, bytes(shmac, shmac_size));
  row.Set(2u, bytes(session, session_size));
  row.Set(3u, Napi::Number::New(env, static_cast<double>(valid_until)));
  row.Set(4u, Napi::Number::New(env, tls_id));
  row.Set(5u, alpn ? Napi::Value(Napi::String::New(env, alpn)) : Napi::Value(env.Null()));
  row.Set(6u, Napi::Number::New(env, static_cast<double>(early_data_max)));
  result->sessions.Set(result->sessions.Length(), row);
  return CURLE_OK;
}

}  // namespace

Napi::Value Easy::ExportSessions(const Napi::CallbackInfo&) {
  const Status status = !handle_ ? kClosed : IsInside() ? kInsideCallback : kOk;
  if (status != kOk) return FailedWith(env_, status);
  Export result{env_, Napi::Array::New(env_)};
  const Inside inside(this);
  const CURLcode code = curl_easy_ssls_export(handle_.get(), &OnSession, &result);
  return code == CURLE_OK ? Napi::Value(result.sessions) : FailedWith(env_, code);
}

// importSession(key, shmac, session): key or shmac may be null.
Napi::Value Easy::ImportSession(const Napi::CallbackInfo& info) {
  auto answer = [this](int status) { return Napi::Number::New(env_, status); };
  Status status = !handle_ ? kClosed : IsInside() ? kInsideCallback : kOk;
  BytesArgument key, shmac, session;
  const bool has_key = !info[0].IsNull();
  const bool has_shmac = !info[1].IsNull();
  if (status == kOk && has_key) status = key.Read(env_, info[0]);
  if (status == kOk && has_shmac) status = shmac.Read(env_, info[1]);
  if (status == kOk) status = session.Read(env_, info[2]);
  if (status == kOk && key.HasNul()) status = kNulByte;
  if (status != kOk) return answer(status);
  const std::string name(key.data(), key.size());
  const Inside inside(this);
  auto raw = [](const BytesArgument& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); };
  return answer(curl_easy_ssls_import(handle_.get(), has_key ? name.c_str() : nullptr, has_shmac ? raw(shmac) : nullptr,
                                      has_shmac ? shmac.size() : 0, raw(session), session.size()));
}

#else

Napi::Value Easy::ExportSessions(const Napi::CallbackInfo&) { return FailedWith(env_, kUnsupported); }
Napi::Value Easy::ImportSession(const Napi::CallbackInfo&) { return Napi::Number::New(env_, kUnsupported); }

#endif

}  // namespace curlew
