#include "mime.h"

#include <climits>
#include <string>

#include "callbacks/js_call.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"
#include "support/slist.h"

namespace curlew {

namespace {

// The elements of a part's description.
enum Field : uint32_t { kKind, kContent, kName, kType, kFilename, kEncoder, kHeaders, kSize };
enum Kind : int64_t { kEmpty, kData, kFile, kCallback, kSubparts };

using SetText = CURLcode (*)(curl_mimepart*, const char*);
struct TextField {
  Field field;
  SetText set;
};
// In this order: the content of a file sets a name and a type, which these replace.
constexpr TextField kTexts[] = {
    {kName, curl_mime_name}, {kType, curl_mime_type}, {kFilename, curl_mime_filename}, {kEncoder, curl_mime_encoder}};

// undefined leaves the field alone, null takes it away.
int ApplyText(napi_env env, curl_mimepart* part, napi_value value, SetText set) {
  const napi_valuetype type = TypeOf(env, value);
  if (type == napi_undefined) return kOk;
  if (type == napi_null) return set(part, nullptr);
  BytesArgument text;
  const Status status = text.Read(env, value);
  if (status != kOk) return status;
  if (text.HasNul()) return kNulByte;
  return set(part, std::string(text.data(), text.size()).c_str());
}

}  // namespace

int Mime::Build(Easy* easy, napi_value description, MimeHandle* result, napi_value* functions) {
  napi_env env = easy->env();
  napi_value parts;
  if (napi_get_element(env, description, 0, &parts) != napi_ok ||
      napi_get_element(env, description, 1, functions) != napi_ok)
    return kWrongType;
  curl_mime* handle = curl_mime_init(easy->curl());
  if (!handle) return kOutOfMemory;
  MimeHandle mime(new Mime(easy, handle));
  const int status = mime->AddParts(env, handle, parts);
  if (status != kOk) return status;
  *result = std::move(mime);
  return kOk;
}

int Mime::AddParts(napi_env env, curl_mime* mime, napi_value parts) {
  uint32_t length = 0;
  if (napi_get_array_length(env, parts, &length) != napi_ok) return kWrongType;
  for (uint32_t index = 0; index < length; ++index) {
    Napi::HandleScope scope(env);
    napi_value description;
    curl_mimepart* part = curl_mime_addpart(mime);
    if (!part) return kOutOfMemory;
    if (napi_get_element(env, parts, index, &description) != napi_ok) return kWrongType;
    const int status = FillPart(env, part, description);
    if (status != kOk) return status;
  }
  return kOk;
}

int Mime::FillPart(napi_env env, curl_mimepart* part, napi_value description) {
  napi_value fields[kSize + 1];
  for (uint32_t index = 0; index <= kSize; ++index)
    if (napi_get_element(env, description, index, &fields[index]) != napi_ok) return kWrongType;
  int64_t kind = 0;
  if (ReadInteger(env, fields[kKind], kEmpty, kSubparts, &kind) != kOk) return kWrongType;
  int status = SetContent(env, part, kind, fields[kContent], fields[kSize]);
  for (const TextField& text : kTexts)
    if (status == kOk) status = ApplyText(env, part, fields[text.field], text.set);
  if (status != kOk || IsNullish(TypeOf(env, fields[kHeaders]))) return status;
  SlistHandle headers;
  status = ReadSlist(env, fields[kHeaders], &headers);
  if (status == kOk) status = curl_mime_headers(part, headers.get(), 1);
  if (status == kOk) (void)headers.release();  // the part frees it
  return status;
}

int Mime::SetContent(napi_env env, curl_mimepart* part, int64_t kind, napi_value content, napi_value size) {
  if (kind == kEmpty) return kOk;
  if (kind == kCallback) return AddCallback(env, part, content, size);
  if (kind == kSubparts) {
    curl_mime* inner = curl_mime_init(easy_->curl());
    if (!inner) return kOutOfMemory;
    // Given to the part first, which frees it from then on.
    const CURLcode code = curl_mime_subparts(part, inner);
    if (code == CURLE_OK) return AddParts(env, inner, content);
    curl_mime_free(inner);
    return code;
  }
  BytesArgument bytes;
  const Status status = bytes.Read(env, content);
  if (status != kOk) return status;
  if (kind == kData) return curl_mime_data(part, bytes.data(), bytes.size());
  if (bytes.HasNul()) return kNulByte;
  return curl_mime_filedata(part, std::string(bytes.data(), bytes.size()).c_str());
}

int Mime::AddCallback(napi_env env, curl_mimepart* part, napi_value content, napi_value size) {
  int64_t index = 0;
  int64_t bytes = -1;
  if (ReadInteger(env, content, INT_MIN, INT_MAX, &index) != kOk) return kWrongType;
  if (ReadInteger(env, size, -1, INT64_MAX, &bytes) != kOk) return kOutOfRange;
  // A negative position means that there is no seek function.
  const bool seekable = index >= 0;
  auto functions = std::make_unique<Functions>(Functions{easy_, static_cast<uint32_t>(seekable ? index : -1 - index)});
  const CURLcode code =
      curl_mime_data_cb(part, bytes, &Mime::OnRead, seekable ? &Mime::OnSeek : nullptr, nullptr, functions.get());
  functions_.push_back(std::move(functions));
  return code;
}

size_t Mime::OnRead(char* target, size_t size, size_t count, void* data) {
  const auto* functions = static_cast<Functions*>(data);
  JsCall call(functions->easy, kMimeSlot);
  call.AddNumber(static_cast<double>(size * count));
  if (!call.RunElement(functions->read)) return CURL_READFUNC_ABORT;
  return CopyAnswer(call.env(), call.result(), target, size * count);
}

int Mime::OnSeek(void* data, curl_off_t offset, int origin) {
  const auto* functions = static_cast<Functions*>(data);
  JsCall call(functions->easy, kMimeSlot);
  call.AddNumber(static_cast<double>(offset));
  call.AddNumber(origin);
  int64_t answer = 0;
  if (!call.RunElement(functions->read + 1)) return CURL_SEEKFUNC_FAIL;
  return ReadInteger(call.env(), call.result(), 0, 2, &answer) == kOk ? static_cast<int>(answer) : CURL_SEEKFUNC_FAIL;
}

}  // namespace curlew
