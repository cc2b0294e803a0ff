// The options that are pointers: libcurl gets pointers to data that this handle keeps.

#include <climits>
#include <cstdio>

#include "callbacks/table.h"
#include "easy/easy.h"
#include "network/network_thread.h"
#include "platform/descriptor_io.h"
#include "share.h"
#include "support/values.h"
#include "url.h"

namespace curlew {

// Descriptors and sources take the places of libcurl's FILE pointers; the data pointers of callbacks are the handle's
// own.
const DataOption* Easy::FindData(CURLoption option) {
  static const DataOption kOptions[] = {
      {CURLOPT_WRITEDATA, &Easy::SetSinkDescriptor},
      {CURLOPT_HEADERDATA, &Easy::SetSinkDescriptor},
      {CURLOPT_READDATA, &Easy::SetSource},
      {CURLOPT_POSTFIELDS, &Easy::SetPostFields},
      {CURLOPT_COPYPOSTFIELDS, &Easy::SetPostFields},
      {CURLOPT_MIMEPOST, &Easy::SetMime},
      {CURLOPT_HTTPPOST, &Easy::SetMime},
      {CURLOPT_CURLU, &Easy::SetUrl},
      {CURLOPT_SHARE, &Easy::SetShare},
      {CURLOPT_STDERR, &Easy::SetStderr},
      {CURLOPT_STREAM_DEPENDS, &Easy::SetStreamDependency},
      {CURLOPT_STREAM_DEPENDS_E, &Easy::SetStreamDependency},
  };
  for (const DataOption& row : kOptions)
    if (row.id == option) return &row;
  return nullptr;
}

template <typename T>
void Easy::Replace(std::shared_ptr<T>* kept, std::shared_ptr<T> value) {
  // A running transfer may still read the previous value.
  if (*kept && IsRunning()) retired_.push_back(std::move(*kept));
  *kept = std::move(value);
}
template void Easy::Replace(std::shared_ptr<void>* kept, std::shared_ptr<void> value);

namespace {

// An open descriptor, or -1 for null.
Status ReadDescriptorArgument(napi_env env, napi_value value, int* descriptor) {
  int64_t number = -1;
  if (!IsNullish(TypeOf(env, value))) {
    const Status status = ReadInteger(env, value, 0, INT_MAX, &number);
    if (status != kOk) return status;
  }
  *descriptor = static_cast<int>(number);
  return kOk;
}

}  // namespace

int Easy::SetSinkDescriptor(CURLoption option, napi_value value) {
  int descriptor = -1;
  const Status status = ReadDescriptorArgument(env_, value, &descriptor);
  if (status != kOk) return status;
  option == CURLOPT_WRITEDATA ? sinks_.set_body_descriptor(descriptor) : sinks_.set_header_descriptor(descriptor);
  return kOk;
}

int Easy::SetSource(CURLoption, napi_value value) {
  const napi_valuetype type = TypeOf(env_, value);
  if (IsNullish(type) || type == napi_number) {
    int descriptor = -1;
    const Status status = ReadDescriptorArgument(env_, value, &descriptor);
    if (status != kOk) return status;
    source_.set_descriptor(descriptor);
  } else {
    BytesArgument bytes;
    const Status status = bytes.Read(env_, value);
    if (status != kOk) return status;
    source_.set_bytes(std::make_shared<const std::string>(bytes.data(), bytes.size()));
  }
  if (HasCallback(kSeekSlot)) return CURLE_OK;
  return InstallCallback(handle_.get(), *FindCallback(CURLOPT_SEEKFUNCTION), this, source_.IsSet());
}

int Easy::SetPostFields(CURLoption, napi_value value) {
  // libcurl has read the length at the start of the transfer, and later reads that many bytes from the pointer.
  if (HasBegun()) return CheckIdle();
  std::shared_ptr<const std::string> kept;
  if (!IsNullish(TypeOf(env_, value))) {
    BytesArgument bytes;
    const Status status = bytes.Read(env_, value);
    if (status != kOk) return status;
    kept = std::make_shared<const std::string>(bytes.data(), bytes.size());
  }
  // The size goes first and explicitly: libcurl would call strlen() on binary data.
  const curl_off_t size = kept ? static_cast<curl_off_t>(kept->size()) : -1;
  CURLcode code = curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDSIZE_LARGE, size);
  if (code == CURLE_OK) code = curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDS, kept ? kept->data() : nullptr);
  if (code == CURLE_OK) Replace(&post_fields_, std::move(kept));
  return code;
}

int Easy::SetMime(CURLoption, napi_value value) {
  // The functions of a part are known by their position, so a running transfer must keep the functions it started with.
  const Status idle = CheckIdle();
  if (idle != kOk) return idle;
  MimeHandle mime;
  napi_value functions = nullptr;
  if (!IsNullish(TypeOf(env_, value))) {
    const int status = Mime::Build(this, value, &mime, &functions);
    if (status != kOk) return status;
  }
  const CURLcode code = curl_easy_setopt(handle_.get(), CURLOPT_MIMEPOST, mime ? mime->handle() : nullptr);
  if (code != CURLE_OK) return code;
  mime_ = std::move(mime);
  if (!functions) Value().Delete(static_cast<uint32_t>(kMimeSlot));
  if (functions && napi_set_element(env_, Value(), kMimeSlot, functions) != napi_ok) return kOutOfMemory;
  return CURLE_OK;
}

int Easy::SetUrl(CURLoption option, napi_value value) {
  Url* url = nullptr;
  if (!IsNullish(TypeOf(env_, value)) && !(url = Url::From(env_, value))) return kWrongType;
  const Status status = CheckIdle();
  if (status != kOk) return status;
  // The slot keeps the object, and with it libcurl's CURLU, as long as this handle may read it.
  if (napi_set_element(env_, Value(), static_cast<uint32_t>(kUrlSlot), value) != napi_ok) return kOutOfMemory;
  // JavaScript may change it in the middle of a transfer.
  reads_url_object_ = url != nullptr;
  return curl_easy_setopt(handle_.get(), option, url ? url->handle() : nullptr);
}

int Easy::SetShare(CURLoption, napi_value value) {
  Share* share = nullptr;
  if (!IsNullish(TypeOf(env_, value))) {
    share = Share::From(env_, value);
    if (!share) return kWrongType;
    if (!share->handle()) return kClosed;
  }
  // libcurl must neither lose nor get caches in the middle of a transfer.
  const Status status = CheckIdle();
  if (status != kOk) return status;
  // The slot keeps the share's object alive as long as this one. Set first, so that libcurl never has a share that
  // could be collected; a share that is collected while it has users detaches them itself.
  if (napi_set_element(env_, Value(), static_cast<uint32_t>(kShareSlot), value) != napi_ok) return kOutOfMemory;
  const NetworkVisit visit_of_old(NetworkOfShare());
  const NetworkVisit visit_of_new(share ? share->network() : nullptr);
  const Inside inside(this);
  const CURLcode code = curl_easy_setopt(handle_.get(), CURLOPT_SHARE, share ? share->handle() : nullptr);
  if (code != CURLE_OK) return code;
  ForgetShare();
  share_ = share;
  if (share_) share_->AddUser(this);
  return CURLE_OK;
}

// libcurl takes a FILE: it gets one of our own on a copy of the descriptor, so that the caller may close theirs.
int Easy::SetStderr(CURLoption option, napi_value value) {
  int descriptor = -1;
  const Status status = ReadDescriptorArgument(env_, value, &descriptor);
  if (status != kOk) return status;
  std::shared_ptr<void> file;
  if (descriptor >= 0) {
    FILE* const stream = OpenDescriptorCopy(descriptor);
    if (!stream) return kOutOfRange;
    std::setvbuf(stream, nullptr, _IOLBF, BUFSIZ);
    file.reset(stream, [](void* closed) { std::fclose(static_cast<FILE*>(closed)); });
  }
  const CURLcode code = curl_easy_setopt(handle_.get(), option, file.get());
  if (code == CURLE_OK) Replace(&kept_[option], std::move(file));
  return code;
}

// Without effect since libcurl 8.20; older versions maintain the tree of streams themselves when handles are removed.
int Easy::SetStreamDependency(CURLoption option, napi_value value) {
  Easy* parent = nullptr;
  if (!IsNullish(TypeOf(env_, value))) {
    parent = From(env_, value);
    if (!parent || parent == this) return kWrongType;
    if (!parent->curl()) return kClosed;
  }
  return curl_easy_setopt(handle_.get(), option, parent ? parent->curl() : nullptr);
}

}  // namespace curlew
