#include "platform/module.h"

#include <curl/curl.h>
#include <napi.h>

#include <mutex>

#include "addon.h"
#include "body/body_queue.h"
#include "descriptors.h"
#include "easy/easy.h"
#include "easy/option_table.h"
#include "files/file_writer.h"
#include "globals.h"
#include "multi/multi.h"
#include "process_start.h"
#include "public_suffix.h"
#include "share.h"
#include "tables.h"
#include "url.h"
#include "version.h"

namespace curlew {

namespace {

// Once per process, however many workers load the addon. Never undone, because another copy of the addon may still use
// libcurl.
CURLcode InitLibcurl() {
  static std::once_flag once;
  static CURLcode result = CURLE_OK;
  std::call_once(once, [] {
    KeepLoaded();
    result = curl_global_init(CURL_GLOBAL_DEFAULT);
  });
  return result;
}

}  // namespace

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  const CURLcode code = InitLibcurl();
  if (code != CURLE_OK) {
    Napi::Error::New(env, std::string("libcurl could not be initialised: ") + curl_easy_strerror(code))
        .ThrowAsJavaScriptException();
    return exports;
  }
  LoadOptionTable();
  Addon* const addon = Addon::Install(env).get();
  exports.Set("Easy", Easy::Define(env));
  exports.Set("Multi", Multi::Define(env));
  Easy::ExportCalls(exports, addon);
  Multi::ExportCalls(exports, addon);
  BodyQueue::ExportCalls(exports, addon);
  FileWriter::ExportCalls(exports, addon);
  exports.Set("Share", Share::Define(env));
  exports.Set("Url", Url::Define(env));
  exports.Set("escape", Napi::Function::New<Escape>(env, "escape"));
  exports.Set("unescape", Napi::Function::New<Unescape>(env, "unescape"));
  exports.Set("globalInit", Napi::Function::New<GlobalInit>(env, "globalInit"));
  exports.Set("globalCleanup", Napi::Function::New<GlobalCleanup>(env, "globalCleanup"));
  exports.Set("globalTrace", Napi::Function::New<GlobalTrace>(env, "globalTrace"));
  exports.Set("select", Napi::Function::New<Select>(env, "select"));
  exports.Set("versionInfo", Napi::Function::New<VersionInfo>(env, "versionInfo"));
  exports.Set("isPublicSuffix", Napi::Function::New<IsPublicSuffix>(env, "isPublicSuffix"));
  exports.Set("processStart", Napi::Function::New<ProcessStartOf>(env, "processStart"));
  exports.Set("optionTable", Napi::Function::New<OptionTable>(env, "optionTable"));
  exports.Set("tables", Napi::Function::New<Tables>(env, "tables"));
  exports.Set("strerror", Napi::Function::New<StrError>(env, "strerror"));
  return exports;
}

}  // namespace curlew

using curlew::Init;  // the macro below pastes the bare name
NODE_API_MODULE(curlew, Init)
