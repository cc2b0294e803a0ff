#include "version.h"

#include <curl/curl.h>

namespace curlew {

namespace {

void SetText(Napi::Object& object, const char* name, const char* text) {
  if (text) object.Set(name, Napi::String::New(object.Env(), text));
}

// A missing library has the version 0.
void SetNumber(Napi::Object& object, const char* name, double number) {
  if (number != 0) object.Set(name, Napi::Number::New(object.Env(), number));
}

Napi::Array Names(Napi::Env env, const char* const* names) {
  Napi::Array array = Napi::Array::New(env);
  for (uint32_t index = 0; names && names[index]; ++index) array.Set(index, Napi::String::New(env, names[index]));
  return array;
}

}  // namespace

Napi::Value VersionInfo(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const curl_version_info_data* data = curl_version_info(CURLVERSION_NOW);
  Napi::Object result = Napi::Object::New(env);
  result.Set("age", Napi::Number::New(env, data->age));
  SetText(result, "version", data->version);
  SetText(result, "libraries", curl_version());
  result.Set("versionNum", Napi::Number::New(env, data->version_num));
  SetText(result, "host", data->host);
  result.Set("features", Napi::Number::New(env, static_cast<double>(static_cast<unsigned int>(data->features))));
  SetText(result, "sslVersion", data->ssl_version);
  SetText(result, "libzVersion", data->libz_version);
  result.Set("protocols", Names(env, data->protocols));
  SetText(result, "ares", data->ares);
  SetText(result, "libidn", data->libidn);
  SetText(result, "libsshVersion", data->libssh_version);
  SetText(result, "brotliVersion", data->brotli_version);
  SetText(result, "nghttp2Version", data->nghttp2_version);
  SetText(result, "quicVersion", data->quic_version);
  SetText(result, "zstdVersion", data->zstd_version);
  SetText(result, "hyperVersion", data->hyper_version);
  SetText(result, "gsaslVersion", data->gsasl_version);
  SetText(result, "cainfo", data->cainfo);
  SetText(result, "capath", data->capath);
  SetNumber(result, "aresNum", data->ares_num);
  SetNumber(result, "iconvVerNum", data->iconv_ver_num);
  SetNumber(result, "brotliVerNum", data->brotli_ver_num);
  SetNumber(result, "nghttp2VerNum", data->nghttp2_ver_num);
  SetNumber(result, "zstdVerNum", data->zstd_ver_num);
#if CURL_AT_LEAST_VERSION(8, 20, 0)
  if (data->age >= CURLVERSION_TWELFTH) SetText(result, "rtmpVersion", data->rtmp_version);
#endif
  result.Set("featureNames", Names(env, data->feature_names));
  // The kind of this build, so that an error about a missing feature can say what to do.
#ifdef CURLEW_VENDORED_LIBCURL
  result.Set("linked", Napi::String::New(env, "vendored"));
#else
  result.Set("linked", Napi::String::New(env, "system"));
#endif
  return result;
}

Napi::Value OptionTable(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Array rows = Napi::Array::New(env);
  uint32_t count = 0;
  for (const curl_easyoption* option = curl_easy_option_next(nullptr); option; option = curl_easy_option_next(option)) {
    Napi::Array row = Napi::Array::New(env, 3);
    row.Set(0u, Napi::String::New(env, option->name));
    row.Set(1u, Napi::Number::New(env, option->id));
    row.Set(2u, Napi::Number::New(env, option->type));
    rows.Set(count++, row);
  }
  return rows;
}

Napi::Value StrError(const Napi::CallbackInfo& info) {
  const int code = info[1].As<Napi::Number>().Int32Value();
  const char* text = nullptr;
  switch (info[0].As<Napi::Number>().Int32Value()) {
    case 0:
      text = curl_easy_strerror(static_cast<CURLcode>(code));
      break;
    case 1:
      text = curl_multi_strerror(static_cast<CURLMcode>(code));
      break;
    case 2:
      text = curl_share_strerror(static_cast<CURLSHcode>(code));
      break;
    default:
      text = curl_url_strerror(static_cast<CURLUcode>(code));
  }
  return Napi::String::New(info.Env(), text ? text : "Unknown error");
}

}  // namespace curlew
