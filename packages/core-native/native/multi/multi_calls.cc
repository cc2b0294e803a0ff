// The calls of a multi: libcurl's functions, guarded against misuse.

#include <algorithm>
#include <climits>

#include "easy/easy.h"
#include "multi/multi.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

bool IsOffT(int64_t option) { return option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB; }

}  // namespace

Napi::Value Multi::NumberOr(int status, double number) {
  return status == kOk ? Napi::Value(Napi::Number::New(env_, number)) : FailedWith(env_, status);
}

Napi::Value Multi::SetOpt(const Napi::CallbackInfo& info) {
  const Status status = CheckUsable();
  if (status != kOk) return Answer(env_, status);
  int64_t id = 0;
  int64_t number = 0;
  if (ReadInteger(env_, info[0], 0, INT_MAX, &id) != kOk) return Answer(env_, kUnknownOption);
  if (IsCallback(id)) return Answer(env_, SetCallback(static_cast<CURLMoption>(id), info[1]));
  const bool is_off_t = IsOffT(id);
  if (id >= CURLOPTTYPE_OBJECTPOINT && !is_off_t) return Answer(env_, kUnsupported);
  const Status read = is_off_t ? ReadInteger(env_, info[1], INT64_MIN, INT64_MAX, &number)
                               : ReadInteger(env_, info[1], LONG_MIN, LONG_MAX, &number);
  if (read != kOk) return Answer(env_, read);
  return Answer(env_, SetNumber(static_cast<CURLMoption>(id), number));
}

CURLMcode Multi::SetNumberOf(CURLM* handle, CURLMoption option, int64_t number) {
  return IsOffT(option) ? curl_multi_setopt(handle, option, static_cast<curl_off_t>(number))
                        : curl_multi_setopt(handle, option, static_cast<long>(number));
}

// For the transfers of the event loop and for those of the network thread.
CURLMcode Multi::SetNumber(CURLMoption option, int64_t number) {
  CURLMcode code = CURLM_OK;
  {
    Inside inside(this);
    code = SetNumberOf(handle_, option, number);
  }
  if (code != CURLM_OK) return code;
  if (!network_) {
    // For a network thread that it may get.
    numbers_[option] = number;
    return code;
  }
  const NetworkUse use(network_.get());
  return SetNumberOf(network_->handle(), option, number);
}

// Answers the number of running transfers (>= 0), or a box { failed: status }.
Napi::Value Multi::Perform(const Napi::CallbackInfo&) {
  int status = driver_ ? kAttached : CheckUsable();
  int running = 0;
  if (status == kOk) {
    Inside inside(this);
    ++runs_;
    status = curl_multi_perform(handle_, &running);
  }
  return NumberOr(Outcome(status), running);
}

// socketAction(socket, CURL_CSELECT_* bits): the number of running transfers, or a box.
Napi::Value Multi::SocketAction(const Napi::CallbackInfo& info) {
  int status = driver_ ? kAttached : CheckUsable();
  int64_t socket = 0;
  int64_t events = 0;
  int running = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], -1, INT_MAX, &socket);
  if (status == kOk) status = ReadInteger(env_, info[1], 0, INT_MAX, &events);
  if (status == kOk) {
    Inside inside(this);
    ++runs_;
    status = curl_multi_socket_action(handle_, static_cast<curl_socket_t>(socket), static_cast<int>(events), &running);
  }
  return NumberOr(Outcome(status), running);
}

Napi::Value Multi::SocketAll(const Napi::CallbackInfo&) {
  int status = driver_ ? kAttached : CheckUsable();
  int running = 0;
  if (status == kOk) {
    Inside inside(this);
    ++runs_;
    status = curl_multi_socket_all(handle_, &running);
  }
  return NumberOr(Outcome(status), running);
}

// infoRead(max, records): fills the Int32Array with [queued, id, code, id, code, …] and answers the number of messages,
// at most `max` and as many as fit; or a box. The handles stay in the multi.
Napi::Value Multi::InfoRead(const Napi::CallbackInfo& info) {
  int status = driver_ ? kAttached : handle_ ? kOk : kClosed;
  int64_t max = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 1, INT_MAX, &max);
  void* data = nullptr;
  size_t length = 0;
  napi_typedarray_type type = napi_int8_array;
  if (status == kOk && (napi_get_typedarray_info(env_, info[1], &type, &length, &data, nullptr, nullptr) != napi_ok ||
                        type != napi_int32_array || length < 1))
    status = kWrongType;
  if (status != kOk) return FailedWith(env_, status);
  int32_t* records = static_cast<int32_t*>(data);
  const size_t room = std::min(static_cast<size_t>(max), (length - 1) / 2);
  size_t count = 0;
  int queued = 0;
  while (count < room) {
    const CURLMsg* message = curl_multi_info_read(handle_, &queued);
    if (!message) break;
    Easy* easy = message->msg == CURLMSG_DONE ? Easy::OwnerOf(message->easy_handle) : nullptr;
    if (!easy) continue;
    const CURLcode code = easy->EndBody(message->data.result);
    easy->EndQueue();
    records[1 + 2 * count] = static_cast<int32_t>(easy->id());
    records[2 + 2 * count] = code;
    ++count;
  }
  records[0] = queued;
  return Napi::Number::New(env_, static_cast<double>(count));
}

// assign(socket, whether something is assigned): libcurl only stores that there is something; src/multi/multi.ts has
// it.
Napi::Value Multi::Assign(const Napi::CallbackInfo& info) {
  int status = driver_ ? kAttached : handle_ ? kOk : kClosed;
  int64_t socket = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &socket);
  const bool assigned = info[1].IsBoolean() && info[1].As<Napi::Boolean>().Value();
  if (status == kOk)
    status =
        curl_multi_assign(handle_, static_cast<curl_socket_t>(socket), assigned ? static_cast<void*>(this) : nullptr);
  return Answer(env_, status);
}

// notify(notification, on)
Napi::Value Multi::Notify(const Napi::CallbackInfo& info) {
#if CURL_AT_LEAST_VERSION(8, 17, 0)
  int status = CheckUsable();
  int64_t notification = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, UINT_MAX, &notification);
  const bool on = info[1].IsBoolean() && info[1].As<Napi::Boolean>().Value();
  if (status == kOk)
    status = (on ? curl_multi_notify_enable : curl_multi_notify_disable)(handle_, static_cast<unsigned>(notification));
  return Answer(env_, status);
#else
  (void)info;
  return Answer(env_, kUnsupported);
#endif
}

// getOfft(CURLMINFO_*): a count, or a box.
Napi::Value Multi::GetOfft(const Napi::CallbackInfo& info) {
#if CURL_AT_LEAST_VERSION(8, 16, 0)
  int status = CheckUsable();
  int64_t what = 0;
  curl_off_t number = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &what);
  if (status == kOk) status = curl_multi_get_offt(handle_, static_cast<CURLMinfo_offt>(what), &number);
  if (status == kOk && network_) {
    curl_off_t there = 0;
    const NetworkUse use(network_.get());
    status = curl_multi_get_offt(network_->handle(), static_cast<CURLMinfo_offt>(what), &there);
    number += there;
  }
  return NumberOr(status, static_cast<double>(number));
#else
  (void)info;
  return FailedWith(env_, kUnsupported);
#endif
}

// For each connection its URL, whether it is busy, and whether the network thread has it; null for a multi that no
// event loop drives.
Napi::Value Multi::Connections(const Napi::CallbackInfo&) {
  if (!driver_) return Napi::Env(env_).Null();
  Napi::Array list = Napi::Array::New(env_);
  uint32_t index = 0;
  const auto add = [&](const std::vector<LoopDriver::Connection>& connections, bool on_thread) {
    for (const LoopDriver::Connection& connection : connections) {
      list.Set(index++, Napi::String::New(env_, connection.url));
      list.Set(index++, Napi::Boolean::New(env_, connection.busy));
      list.Set(index++, Napi::Boolean::New(env_, on_thread));
    }
  };
  add(driver_->Connections(), false);
  if (network_) {
    const NetworkUse use(network_.get());
    add(network_->Connections(), true);
  }
  return list;
}

}  // namespace curlew
