#include <algorithm>
#include <climits>
#include <cstdint>
#include <limits>

#include "callbacks/table.h"
#include "callbacks/trampolines.h"
#include "easy/easy.h"
#include "network/network_thread.h"
#include "support/slist.h"
#include "support/values.h"

namespace curlew {

namespace {

// Named by number, for libcurl before 7.86.
constexpr CURLoption kWsOptions = static_cast<CURLoption>(CURLOPTTYPE_LONG + 320);

// Whether setting the option makes libcurl use the cookies or the HSTS entries, which may be a share's. COOKIEFILE and
// COOKIESESSION only change the handle.
bool TouchesShare(CURLoption option) {
  switch (option) {
    case CURLOPT_COOKIELIST:
    case CURLOPT_COOKIEJAR:
    case CURLOPT_HSTS:
    case CURLOPT_HSTS_CTRL:
      return true;
    default:
      return false;
  }
}

}  // namespace

// easySetOpt(easy, option, value, as view)
Napi::Value Easy::SetOpt(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  auto answer = [env](int status) { return Napi::Number::New(env, status); };
  if (!handle_) return answer(kClosed);
  int64_t id = 0;
  if (ReadInteger(env, info[1], 0, INT_MAX, &id) != kOk) return answer(kUnknownOption);
  const OptionRow& row = FindOption(id);
  napi_value value = info[2];
  const NetworkVisit visit(share_ && TouchesShare(row.id) ? NetworkOfShare() : nullptr);
  switch (row.kind) {
    case OptionKind::kLong:
      return answer(SetLong(row, value));
    case OptionKind::kOffT:
      return answer(SetOffT(row, value));
    case OptionKind::kString:
      return answer(SetString(row, value));
    case OptionKind::kSlist:
      return answer(SetSlist(row, value));
    case OptionKind::kBlob:
      return answer(SetBlob(row, value));
    case OptionKind::kCallback:
      return answer(SetCallback(row, value, info[3].IsBoolean() && info[3].As<Napi::Boolean>().Value()));
    case OptionKind::kData:
      return answer((this->*FindData(row.id)->set)(row.id, value));
    case OptionKind::kReserved:
      return answer(kReserved);
    case OptionKind::kUnsupported:
      return answer(kUnsupported);
    case OptionKind::kUnknown:
      break;
  }
  return answer(kUnknownOption);
}

int Easy::SetLong(const OptionRow& row, napi_value value) {
  // On Windows a long has 32 bits, and a bit set such as CURLAUTH_ANY uses all of them.
  constexpr int64_t kMost = std::max<int64_t>(std::numeric_limits<long>::max(), UINT32_MAX);
  int64_t number = 0;
  Status status = ReadInteger(env_, value, std::numeric_limits<long>::min(), kMost, &number);
  if (status == kOk) status = CheckNumber(row.id, number);
  if (status != kOk) return status;
  const Inside inside(this);
  const CURLcode code = curl_easy_setopt(handle_.get(), row.id, static_cast<long>(number));
  if (code != CURLE_OK) return code;
  answer_rules_.NoteNumber(row.id, number);
  if (row.id == kWsOptions) ws_options_ = static_cast<long>(number);
  return code;
}

int Easy::SetOffT(const OptionRow& row, napi_value value) {
  int64_t number = 0;
  Status status = ReadInteger(env_, value, INT64_MIN, INT64_MAX, &number);
  if (status == kOk) status = CheckNumber(row.id, number);
  if (status != kOk) return status;
  const Inside inside(this);
  return curl_easy_setopt(handle_.get(), row.id, static_cast<curl_off_t>(number));
}

int Easy::SetString(const OptionRow& row, napi_value value) {
  const bool clears = IsNullish(TypeOf(env_, value));
  BytesArgument bytes;
  const Status status = clears ? kOk : bytes.Read(env_, value);
  if (status != kOk) return status;
  if (bytes.HasNul()) return kNulByte;
  // The bytes of a view are not terminated. A string's are, but this extra copy is cheap beside libcurl's own.
  const std::string terminated(bytes.data(), bytes.size());
  const Inside inside(this);
  const CURLcode code = curl_easy_setopt(handle_.get(), row.id, clears ? nullptr : terminated.c_str());
  if (code == CURLE_OK) answer_rules_.NoteText(row.id, !clears);
  return code;
}

int Easy::SetSlist(const OptionRow& row, napi_value value) {
  SlistHandle list;
  const Status status = ReadSlist(env_, value, &list);
  if (status != kOk) return status;
  const Inside inside(this);
  const CURLcode code = curl_easy_setopt(handle_.get(), row.id, list.get());
  if (code == CURLE_OK) Replace(&kept_[row.id], std::shared_ptr<void>(std::shared_ptr<curl_slist>(std::move(list))));
  return code;
}

int Easy::SetBlob(const OptionRow& row, napi_value value) {
  const Inside inside(this);
  if (IsNullish(TypeOf(env_, value))) return curl_easy_setopt(handle_.get(), row.id, static_cast<curl_blob*>(nullptr));
  if (TypeOf(env_, value) == napi_string) return kWrongType;
  BytesArgument bytes;
  const Status status = bytes.Read(env_, value);
  if (status != kOk) return status;
  curl_blob blob{const_cast<char*>(bytes.data()), bytes.size(), CURL_BLOB_COPY};
  return curl_easy_setopt(handle_.get(), row.id, &blob);
}

int Easy::SetCallback(const OptionRow& row, napi_value value, bool as_view) {
  const CallbackRow& callback = *FindCallback(row.id);
  const napi_valuetype type = TypeOf(env_, value);
  const uint64_t bit = UINT64_C(1) << callback.slot;
  // SEEK is also the source's.
  const bool stays = callback.slot == kSeekSlot && source_.IsSet();
  if (IsNullish(type)) {
    callbacks_ &= ~bit;
    views_ &= ~bit;
    Value().Delete(static_cast<uint32_t>(callback.slot));
    if (callback.slot == kCloseSocketSlot) ForgetCloseSocketToken(this);
    return stays ? CURLE_OK : InstallCallback(handle_.get(), callback, this, false);
  }
  if (type != napi_function) return kWrongType;
  // The thread that runs its transfer would call it.
  if (network_) return kInMulti;
  if (napi_set_element(env_, Value(), static_cast<uint32_t>(callback.slot), value) != napi_ok) return kOutOfMemory;
  callbacks_ |= bit;
  views_ = as_view ? views_ | bit : views_ & ~bit;
  return stays ? CURLE_OK : InstallCallback(handle_.get(), callback, this, true);
}

// Numbers that libcurl accepts without a check, and uses wrongly.
Status Easy::CheckNumber(CURLoption option, int64_t number) const {
  const bool is_post_size = option == CURLOPT_POSTFIELDSIZE || option == CURLOPT_POSTFIELDSIZE_LARGE;
  // During a transfer libcurl (8.22) would keep to the first length, and at the end close a connection that another
  // transfer may be using.
  if ((is_post_size || option == CURLOPT_CONNECT_ONLY) && HasBegun()) return CheckIdle();
  // It would read past the end of the data.
  if (is_post_size && post_fields_ && (number < 0 || static_cast<uint64_t>(number) > post_fields_->size()))
    return kOutOfRange;
  return kOk;
}

}  // namespace curlew
