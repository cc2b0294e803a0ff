#include "tables.h"

#include <initializer_list>
#include <utility>

#include "body/body_queue.h"
#include "easy/option_table.h"
#include "easy/outcome_layout.h"
#include "files/file_job.h"
#include "support/status.h"

namespace curlew {

namespace {

using Rows = std::initializer_list<std::pair<const char*, int>>;

Napi::Object TableOf(Napi::Env env, Rows rows) {
  Napi::Object table = Napi::Object::New(env);
  for (const auto& [name, number] : rows) table.Set(name, Napi::Number::New(env, number));
  return table;
}

// The kind of each option of the linked libcurl, by its number.
Napi::Object OptionKinds(Napi::Env env) {
#define CURLEW_OPTION_KIND_NAME(name) #name,
  static const char* const kNames[] = {CURLEW_OPTION_KINDS(CURLEW_OPTION_KIND_NAME)};
#undef CURLEW_OPTION_KIND_NAME
  Napi::Object kinds = Napi::Object::New(env);
  for (const curl_easyoption* option = curl_easy_option_next(nullptr); option; option = curl_easy_option_next(option)) {
    const auto kind = static_cast<size_t>(FindOption(option->id).kind);
    kinds.Set(static_cast<uint32_t>(option->id), Napi::String::New(env, kNames[kind]));
  }
  return kinds;
}

}  // namespace

Napi::Value Tables(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::Object tables = Napi::Object::New(env);
#define CURLEW_STATUS_ROW(name, number) {#name, number},
  tables.Set("status", TableOf(env, {CURLEW_STATUSES(CURLEW_STATUS_ROW)}));
#undef CURLEW_STATUS_ROW
  tables.Set("outcome", TableOf(env, {{"headerSize", kHeaderSize},
                                      {"bodySize", kBodySize},
                                      {"changes", kChanges},
                                      {"size", kRest},
                                      {"urlChanged", kUrlChanged},
                                      {"primaryIpChanged", kPrimaryIpChanged},
                                      {"cookiesSet", kCookiesSet}}));
  tables.Set("queueNews", TableOf(env, {{"headers", BodyNews::kHeaders},
                                        {"readable", BodyNews::kReadable},
                                        {"ends", BodyNews::kEnds},
                                        {"whole", BodyNews::kWhole},
                                        {"wantsUpload", BodyNews::kWantsUpload},
                                        {"restartsUpload", BodyNews::kRestartsUpload}}));
  tables.Set("fileSteps", TableOf(env, {{"open", FileJob::kOpen},
                                        {"fchmod", FileJob::kMode},
                                        {"write", FileJob::kWrite},
                                        {"close", FileJob::kClose},
                                        {"rename", FileJob::kRename}}));
  tables.Set("optionKinds", OptionKinds(env));
  return tables;
}

}  // namespace curlew
