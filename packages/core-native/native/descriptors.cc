#include "descriptors.h"

#include <array>
#include <climits>
#include <vector>

#include "platform/polling.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

// The events of each of the three sets of select().
constexpr std::array<short, 3> kSets = {CURL_WAIT_POLLIN, CURL_WAIT_POLLOUT, CURL_WAIT_POLLPRI};

Status ReadSet(Napi::Env env, Napi::Value value, short wanted, std::vector<Polled>* polled) {
  if (!value.IsArray()) return kWrongType;
  const Napi::Array array = value.As<Napi::Array>();
  for (uint32_t index = 0; index < array.Length(); ++index) {
    int64_t descriptor = 0;
    const Status status = ReadInteger(env, array.Get(index), 0, INT_MAX, &descriptor);
    if (status != kOk) return status;
    polled->push_back({static_cast<curl_socket_t>(descriptor), wanted});
  }
  return kOk;
}

// Converts a failed wait to a status for JavaScript.
Status StatusOf(PollOutcome outcome) {
  if (outcome == PollOutcome::kTooMany) return kTooManyDescriptors;
  return outcome == PollOutcome::kFailed ? kOutOfMemory : kOk;
}

}  // namespace

Napi::Value Select(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::vector<Polled> polled;
  std::array<size_t, kSets.size()> ends{};
  for (size_t set = 0; set < kSets.size(); ++set) {
    const Status status = ReadSet(env, info[set], kSets[set], &polled);
    if (status != kOk) return FailedWith(env, status);
    ends[set] = polled.size();
  }
  int64_t timeout = 0;
  Status status = ReadInteger(env, info[3], -1, INT_MAX, &timeout);
  if (status != kOk) return FailedWith(env, status);

  // A signal ends the wait early with nothing ready, so that the caller's loop gets control.
  status = StatusOf(PollSockets(&polled, static_cast<int>(timeout)));
  if (status != kOk) return FailedWith(env, status);
  Napi::Array result = Napi::Array::New(env, kSets.size());
  size_t index = 0;
  for (uint32_t set = 0; set < kSets.size(); ++set) {
    Napi::Array ready = Napi::Array::New(env);
    for (; index < ends[set]; ++index) {
      if (polled[index].invalid) return FailedWith(env, kOutOfRange);
      if (polled[index].ready)
        ready.Set(ready.Length(), Napi::Number::New(env, static_cast<double>(polled[index].socket)));
    }
    result.Set(set, ready);
  }
  return result;
}

}  // namespace curlew
