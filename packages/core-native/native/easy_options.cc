#include <climits>
#include <limits>

#include "easy.h"
#include "easy_callbacks.h"
#include "share.h"
#include "support/values.h"

namespace curlew {

Napi::Value Easy::SetOpt(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  auto answer = [env](int status) { return Napi::Number::New(env, status); };
  if (!handle_) return answer(kClosed);
  int64_t id = 0;
  if (ReadInteger(env, info[0], 0, INT_MAX, &id) != kOk) return answer(kUnknownOption);
  const OptionRow& row = FindOption(id);
  napi_value value = info[1];
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
      return answer(SetCallback(row, value));
    case OptionKind::kData:
      return answer(SetData(row, value));
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
  int64_t number = 0;
  const Status status =
      ReadInteger(env_, value, std::numeric_limits<long>::min(), std::numeric_limits<long>::max(), &number);
  if (status != kOk) return status;
  if (ExceedsPostFields(row.id, number)) return kOutOfRange;
  return curl_easy_setopt(handle_.get(), row.id, static_cast<long>(number));
}

int Easy::SetOffT(const OptionRow& row, napi_value value) {
  int64_t number = 0;
  const Status status = ReadInteger(env_, value, INT64_MIN, INT64_MAX, &number);
  if (status != kOk) return status;
  if (ExceedsPostFields(row.id, number)) return kOutOfRange;
  return curl_easy_setopt(handle_.get(), row.id, static_cast<curl_off_t>(number));
}

int Easy::SetString(const OptionRow& row, napi_value value) {
  if (IsNullish(TypeOf(env_, value))) return curl_easy_setopt(handle_.get(), row.id, static_cast<char*>(nullptr));
  BytesArgument bytes;
  const Status status = bytes.Read(env_, value);
  if (status != kOk) return status;
  if (bytes.HasNul()) return kNulByte;
  // The bytes of a view are not terminated; a string's are, but the extra copy is cheap beside libcurl's own.
  const std::string terminated(bytes.data(), bytes.size());
  return curl_easy_setopt(handle_.get(), row.id, terminated.c_str());
}

int Easy::SetSlist(const OptionRow& row, napi_value value) {
  SlistHandle list;
  if (!IsNullish(TypeOf(env_, value))) {
    bool is_array = false;
    uint32_t length = 0;
    if (napi_is_array(env_, value, &is_array) != napi_ok || !is_array) return kWrongType;
    if (napi_get_array_length(env_, value, &length) != napi_ok) return kWrongType;
    curl_slist* last = nullptr;
    for (uint32_t index = 0; index < length; ++index) {
      Napi::HandleScope scope(env_);
      napi_value item;
      if (napi_get_element(env_, value, index, &item) != napi_ok) return kWrongType;
      BytesArgument bytes;
      const Status status = bytes.Read(env_, item);
      if (status != kOk) return status;
      if (bytes.HasNul()) return kNulByte;
      // Appending to the last node: curl_slist_append walks from the one it is given, the whole list otherwise.
      curl_slist* node = curl_slist_append(last, std::string(bytes.data(), bytes.size()).c_str());
      if (!node) return kOutOfMemory;
      if (!last) list.reset(node);
      last = last ? last->next : node;
    }
  }
  const CURLcode code = curl_easy_setopt(handle_.get(), row.id, list.get());
  if (code == CURLE_OK) KeepList(row.id, std::move(list));
  return code;
}

void Easy::KeepList(CURLoption option, SlistHandle list) {
  SlistHandle& kept = lists_[option];
  // A running transfer may still read the list it started with.
  if (kept && (performing_ || multi_)) retired_lists_.push_back(std::move(kept));
  kept = std::move(list);
}

int Easy::SetBlob(const OptionRow& row, napi_value value) {
  if (IsNullish(TypeOf(env_, value))) return curl_easy_setopt(handle_.get(), row.id, static_cast<curl_blob*>(nullptr));
  if (TypeOf(env_, value) == napi_string) return kWrongType;
  BytesArgument bytes;
  const Status status = bytes.Read(env_, value);
  if (status != kOk) return status;
  curl_blob blob{const_cast<char*>(bytes.data()), bytes.size(), CURL_BLOB_COPY};
  return curl_easy_setopt(handle_.get(), row.id, &blob);
}

int Easy::SetCallback(const OptionRow& row, napi_value value) {
  const CallbackRow* callback = FindCallback(row.id);
  if (!callback) return kUnsupported;
  const napi_valuetype type = TypeOf(env_, value);
  const uint64_t bit = UINT64_C(1) << callback->slot;
  if (IsNullish(type)) {
    callbacks_ &= ~bit;
    Value().Delete(static_cast<uint32_t>(callback->slot));
    return callback->always ? CURLE_OK : InstallCallback(handle_.get(), *callback, nullptr);
  }
  if (type != napi_function) return kWrongType;
  if (napi_set_element(env_, Value(), static_cast<uint32_t>(callback->slot), value) != napi_ok) return kOutOfMemory;
  callbacks_ |= bit;
  return callback->always ? CURLE_OK : InstallCallback(handle_.get(), *callback, this);
}

int Easy::SetData(const OptionRow& row, napi_value value) {
  if (row.id == CURLOPT_SHARE) return SetShare(value);
  if (row.id != CURLOPT_WRITEDATA) return SetPostFields(value);
  int64_t descriptor = -1;
  if (!IsNullish(TypeOf(env_, value))) {
    const Status status = ReadInteger(env_, value, 0, INT_MAX, &descriptor);
    if (status != kOk) return status;
  }
  sinks_.set_descriptor(static_cast<int>(descriptor));
  return kOk;
}

int Easy::SetShare(napi_value value) {
  Share* share = nullptr;
  if (!IsNullish(TypeOf(env_, value))) {
    share = Share::From(env_, value);
    if (!share) return kWrongType;
    if (!share->handle()) return kClosed;
  }
  // libcurl must not lose, or get, its caches in the middle of a transfer.
  const Status status = CheckIdle();
  if (status != kOk) return status;
  // The slot keeps the share's object alive as long as this one. First, so that libcurl never has a share that nothing
  // keeps; a share that is collected while it has users lets go of them itself.
  if (napi_set_element(env_, Value(), static_cast<uint32_t>(kShareSlot), value) != napi_ok) return kOutOfMemory;
  const CURLcode code = curl_easy_setopt(handle_.get(), CURLOPT_SHARE, share ? share->handle() : nullptr);
  if (code != CURLE_OK) return code;
  ForgetShare();
  share_ = share;
  if (share_) share_->AddUser(this);
  return CURLE_OK;
}

int Easy::SetPostFields(napi_value value) {
  std::unique_ptr<std::string> kept;
  if (!IsNullish(TypeOf(env_, value))) {
    BytesArgument bytes;
    const Status status = bytes.Read(env_, value);
    if (status != kOk) return status;
    kept = std::make_unique<std::string>(bytes.data(), bytes.size());
  }
  // The size goes first and explicitly: libcurl would call strlen() on binary data.
  const curl_off_t size = kept ? static_cast<curl_off_t>(kept->size()) : -1;
  CURLcode code = curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDSIZE_LARGE, size);
  if (code == CURLE_OK) code = curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDS, kept ? kept->data() : nullptr);
  if (code != CURLE_OK) return code;
  if (post_fields_ && (performing_ || multi_)) retired_posts_.push_back(std::move(post_fields_));
  post_fields_ = std::move(kept);
  return CURLE_OK;
}

// libcurl would read behind the end of the data.
bool Easy::ExceedsPostFields(CURLoption option, int64_t size) const {
  if (option != CURLOPT_POSTFIELDSIZE && option != CURLOPT_POSTFIELDSIZE_LARGE) return false;
  return post_fields_ && (size < 0 || static_cast<uint64_t>(size) > post_fields_->size());
}

}  // namespace curlew
