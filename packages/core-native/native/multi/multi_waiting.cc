// Waiting for a multi's events: poll, wakeup, timeout, fdset, select.

#include <climits>
#include <vector>

#include "multi/multi.h"
#include "platform/polling.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

Status ReadWaits(napi_env env, napi_value value, std::vector<curl_waitfd>* waits) {
  uint32_t length = 0;
  if (IsNullish(TypeOf(env, value))) return kOk;
  if (napi_get_array_length(env, value, &length) != napi_ok) return kWrongType;
  for (uint32_t index = 0; index + 1 < length; index += 2) {
    napi_value items[2];
    int64_t descriptor = 0;
    int64_t events = 0;
    if (napi_get_element(env, value, index, &items[0]) != napi_ok ||
        napi_get_element(env, value, index + 1, &items[1]) != napi_ok)
      return kWrongType;
    Status status = ReadInteger(env, items[0], 0, INT_MAX, &descriptor);
    if (status == kOk) status = ReadInteger(env, items[1], 0, SHRT_MAX, &events);
    if (status != kOk) return status;
    waits->push_back({static_cast<curl_socket_t>(descriptor), static_cast<short>(events), 0});
  }
  return kOk;
}

// The number of select's sets that contain the descriptor.
int SetsOf(const Polled& polled) {
  return ((polled.ready & CURL_WAIT_POLLIN) != 0) + ((polled.ready & CURL_WAIT_POLLOUT) != 0) +
         ((polled.ready & CURL_WAIT_POLLPRI) != 0);
}

}  // namespace

// The descriptors that libcurl currently waits for. Avoids curl_multi_fdset if possible, because an fd_set ends at
// descriptor 1023.
CURLMcode Multi::CollectWaits(std::vector<curl_waitfd>* waits) {
  // libcurl calls DEBUGFUNCTION while it looks.
  Inside inside(this);
#if CURL_AT_LEAST_VERSION(8, 8, 0)
  unsigned int count = 0;
  CURLMcode code = curl_multi_waitfds(handle_, nullptr, 0, &count);
  waits->resize(count);
  if (code == CURLM_OK && count > 0) code = curl_multi_waitfds(handle_, waits->data(), count, &count);
  waits->resize(count);
  return code;
#else
  fd_set read, write, except;
  FD_ZERO(&read);
  FD_ZERO(&write);
  FD_ZERO(&except);
  int highest = -1;
  const CURLMcode code = curl_multi_fdset(handle_, &read, &write, &except, &highest);
  for (int descriptor = 0; code == CURLM_OK && descriptor <= highest; ++descriptor) {
    const int bits = (FD_ISSET(descriptor, &read) ? CURL_WAIT_POLLIN : 0) |
                     (FD_ISSET(descriptor, &write) ? CURL_WAIT_POLLOUT : 0) |
                     (FD_ISSET(descriptor, &except) ? CURL_WAIT_POLLPRI : 0);
    if (bits != 0) waits->push_back({descriptor, static_cast<short>(bits), 0});
  }
  return code;
#endif
}

// poll(milliseconds, waits, wakeable): blocks. `waits` is [descriptor, CURL_WAIT_POLL* bits, …], the caller's own.
// Answers [ready descriptors, bits seen of each wait, …], or a box. Without `wakeable` it is curl_multi_wait.
Napi::Value Multi::Poll(const Napi::CallbackInfo& info) {
  int status = driver_ ? kAttached : CheckUsable();
  int64_t timeout = 0;
  int ready = 0;
  std::vector<curl_waitfd> waits;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &timeout);
  if (status == kOk) status = ReadWaits(env_, info[1], &waits);
  const bool wakeable = info[2].IsBoolean() && info[2].As<Napi::Boolean>().Value();
  if (status == kOk) {
    Inside inside(this);
    status = (wakeable ? curl_multi_poll : curl_multi_wait)(handle_, waits.data(), static_cast<unsigned>(waits.size()),
                                                            static_cast<int>(timeout), &ready);
  }
  if (Outcome(status) != kOk) return FailedWith(env_, Outcome(status));
  Napi::Array result = Napi::Array::New(env_, 1 + waits.size());
  result.Set(0u, Napi::Number::New(env_, ready));
  for (uint32_t index = 0; index < waits.size(); ++index)
    result.Set(index + 1, Napi::Number::New(env_, waits[index].revents));
  return result;
}

// The only call that is allowed at any time, even while poll() blocks another thread.
Napi::Value Multi::Wakeup(const Napi::CallbackInfo&) {
  return Answer(env_, handle_ ? static_cast<int>(curl_multi_wakeup(handle_)) : kClosed);
}

// Answers libcurl's timeout in milliseconds, -1 for none, or a box.
Napi::Value Multi::Timeout(const Napi::CallbackInfo&) {
  int status = CheckUsable();
  long timeout = -1;
  if (status == kOk) {
    Inside inside(this);
    status = curl_multi_timeout(handle_, &timeout);
  }
  return status == kOk ? Napi::Number::New(env_, static_cast<double>(timeout)) : FailedWith(env_, status);
}

// Answers the descriptors that libcurl waits for as [descriptor, CURL_WAIT_POLL* bits, …], or a box.
Napi::Value Multi::FdSet(const Napi::CallbackInfo&) {
  std::vector<curl_waitfd> waits;
  int status = CheckUsable();
  if (status == kOk) status = CollectWaits(&waits);
  if (status != kOk) return FailedWith(env_, status);
  Napi::Array result = Napi::Array::New(env_, 2 * waits.size());
  uint32_t length = 0;
  for (const curl_waitfd& wait : waits) {
    result.Set(length++, Napi::Number::New(env_, static_cast<double>(wait.fd)));
    result.Set(length++, Napi::Number::New(env_, wait.events));
  }
  return result;
}

// select(milliseconds): blocks until one of those is ready. Answers their number as select(2) does, a descriptor once
// per set; at once 0 when there is none to wait for; -1 for a signal or a descriptor that is not open; or a box.
Napi::Value Multi::Select(const Napi::CallbackInfo& info) {
  std::vector<curl_waitfd> waits;
  int64_t timeout = 0;
  int status = CheckUsable();
  if (status == kOk) status = ReadInteger(env_, info[0], 0, INT_MAX, &timeout);
  if (status == kOk) status = CollectWaits(&waits);
  if (status != kOk) return FailedWith(env_, status);
  if (waits.empty()) return Napi::Number::New(env_, 0);
  std::vector<Polled> sockets;
  sockets.reserve(waits.size());
  for (const curl_waitfd& wait : waits) sockets.push_back({wait.fd, wait.events});
  int ready = PollSockets(&sockets, static_cast<int>(timeout)) == PollOutcome::kDone ? 0 : -1;
  for (const Polled& polled : sockets) {
    if (polled.invalid) ready = -1;
    if (ready >= 0) ready += SetsOf(polled);
  }
  return Napi::Number::New(env_, ready);
}

}  // namespace curlew
