#include "tables.h"

#include <initializer_list>
#include <utility>

#include "body/body_queue.h"
#include "easy/outcome_layout.h"
#include "support/status.h"

namespace curlew {

namespace {

using Rows = std::initializer_list<std::pair<const char*, int>>;

Napi::Object TableOf(Napi::Env env, Rows rows) {
  Napi::Object table = Napi::Object::New(env);
  for (const auto& [name, number] : rows) table.Set(name, Napi::Number::New(env, number));
  return table;
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
  tables.Set("queueNews", TableOf(env, {{"headers", BodyQueue::kHeaders},
                                        {"readable", BodyQueue::kReadable},
                                        {"ends", BodyQueue::kEnds},
                                        {"whole", BodyQueue::kWhole}}));
  return tables;
}

}  // namespace curlew
