#include "descriptors.h"

#include <poll.h>

#include <array>
#include <cerrno>
#include <climits>
#include <vector>

#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

// What each of select's three sets asks of poll, and what counts as ready there. An error makes a descriptor readable
// and writable, as in select(2).
struct Set {
  short wanted;
  short ready;
};
constexpr std::array<Set, 3> kSets = {Set{POLLIN, POLLIN | POLLHUP | POLLERR},
                                      Set{POLLOUT, POLLOUT | POLLHUP | POLLERR}, Set{POLLPRI, POLLPRI}};

struct Entry {
  size_t set;
  int descriptor;
};

Status ReadSet(Napi::Env env, Napi::Value value, size_t set, std::vector<pollfd>* polled, std::vector<Entry>* entries) {
  if (!value.IsArray()) return kWrongType;
  const Napi::Array array = value.As<Napi::Array>();
  for (uint32_t index = 0; index < array.Length(); ++index) {
    int64_t descriptor = 0;
    const Status status = ReadInteger(env, array.Get(index), 0, INT_MAX, &descriptor);
    if (status != kOk) return status;
    polled->push_back({static_cast<int>(descriptor), kSets[set].wanted, 0});
    entries->push_back({set, static_cast<int>(descriptor)});
  }
  return kOk;
}

}  // namespace

Napi::Value Select(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::vector<pollfd> polled;
  std::vector<Entry> entries;
  for (size_t set = 0; set < kSets.size(); ++set) {
    const Status status = ReadSet(env, info[set], set, &polled, &entries);
    if (status != kOk) return FailedWith(env, status);
  }
  int64_t timeout = 0;
  const Status status = ReadInteger(env, info[3], -1, INT_MAX, &timeout);
  if (status != kOk) return FailedWith(env, status);

  const int count = poll(polled.data(), static_cast<nfds_t>(polled.size()), static_cast<int>(timeout));
  // A signal ends the wait early, with nothing ready: the caller's loop comes back.
  // EINVAL: more entries than RLIMIT_NOFILE.
  if (count < 0 && errno != EINTR) return FailedWith(env, errno == EINVAL ? kTooManyDescriptors : kOutOfMemory);
  std::array<Napi::Array, 3> ready = {Napi::Array::New(env), Napi::Array::New(env), Napi::Array::New(env)};
  for (size_t index = 0; count > 0 && index < polled.size(); ++index) {
    if (polled[index].revents & POLLNVAL) return FailedWith(env, kOutOfRange);
    Napi::Array& target = ready[entries[index].set];
    if (polled[index].revents & kSets[entries[index].set].ready)
      target.Set(target.Length(), Napi::Number::New(env, entries[index].descriptor));
  }
  Napi::Array result = Napi::Array::New(env, kSets.size());
  for (uint32_t set = 0; set < kSets.size(); ++set) result.Set(set, ready[set]);
  return result;
}

}  // namespace curlew
