// libcurl's socket, timer and notify callbacks as JavaScript functions, for programs with an event loop of their own.

#include <climits>

#include "easy/easy.h"
#include "multi/multi.h"
#include "support/values.h"

namespace curlew {

namespace {

// The answer with which a socket or timer callback makes libcurl fail; other numbers mean success.
constexpr int kAbort = -1;

double IdOf(Easy* easy) { return easy ? easy->id() : 0; }

}  // namespace

bool Multi::IsCallback(int64_t option) {
  return option == CURLMOPT_SOCKETFUNCTION || option == CURLMOPT_TIMERFUNCTION || option == kNotifyFunction;
}

int Multi::SetCallback(CURLMoption option, napi_value value) {
  const bool notify = option == kNotifyFunction;
  if (driver_ && !notify) return kAttached;
  const napi_valuetype type = TypeOf(env_, value);
  const bool clears = IsNullish(type);
  if (!clears && type != napi_function) return kWrongType;
  const uint32_t slot = notify ? kNotifySlot : option == CURLMOPT_SOCKETFUNCTION ? kSocketSlot : kTimerSlot;
  if (napi_set_element(env_, Value(), slot, value) != napi_ok) return kOutOfMemory;
  auto install = [&](CURLMoption data_option, auto* trampoline) {
    const CURLMcode code = curl_multi_setopt(handle_, data_option, this);
    return code != CURLM_OK ? code : curl_multi_setopt(handle_, option, clears ? nullptr : trampoline);
  };
  if (option == CURLMOPT_SOCKETFUNCTION) return install(CURLMOPT_SOCKETDATA, &Multi::OnSocket);
  if (option == CURLMOPT_TIMERFUNCTION) return install(CURLMOPT_TIMERDATA, &Multi::OnTimer);
#if CURL_AT_LEAST_VERSION(8, 17, 0)
  return install(CURLMOPT_NOTIFYDATA, &Multi::OnNotify);
#else
  return CURLM_UNKNOWN_OPTION;
#endif
}

// Every argument is a number. kAbort when the function threw; the value is kept for TakeThrown.
int Multi::CallJs(Slot slot, std::initializer_list<double> numbers) {
  if (muted_ || addon_->closing()) return 0;
  if (thrown_) return kAbort;
  TurnScope::OpenCurrent();
  Napi::HandleScope scope(env_);
  napi_value function;
  napi_value argv[4];
  napi_value result;
  size_t argc = 0;
  for (const double number : numbers) napi_create_double(env_, number, &argv[argc++]);
  if (napi_get_element(env_, Value(), slot, &function) != napi_ok) return kAbort;
  napi_value undefined;
  napi_get_undefined(env_, &undefined);
  if (napi_call_function(env_, undefined, function, argc, argv, &result) == napi_ok) {
    int64_t answer = 0;
    return ReadInteger(env_, result, INT_MIN, INT_MAX, &answer) == kOk ? static_cast<int>(answer) : kAbort;
  }
  thrown_ = true;
  bool pending = false;
  napi_value thrown = undefined;
  if (napi_is_exception_pending(env_, &pending) == napi_ok && pending) napi_get_and_clear_last_exception(env_, &thrown);
  (void)napi_set_element(env_, Value(), kThrownSlot, thrown);
  return kAbort;
}

int Multi::OnSocket(CURL* curl, curl_socket_t socket, int what, void* data, void*) {
  return static_cast<Multi*>(data)->CallJs(
      kSocketSlot, {static_cast<double>(what), static_cast<double>(socket), IdOf(Easy::OwnerOf(curl))});
}

int Multi::OnTimer(CURLM*, long timeout_ms, void* data) {
  auto* multi = static_cast<Multi*>(data);
  const int answer = multi->CallJs(kTimerSlot, {static_cast<double>(timeout_ms)});
  if (answer != kAbort || !multi->adding_) return answer;
  // libcurl (8.22) would drop the handle but go on counting it, and the multi would never come to rest. Add removes it
  // again.
  multi->adding_refused_ = true;
  return 0;
}

void Multi::OnNotify(CURLM*, unsigned int notification, CURL* curl, void* data) {
  (void)static_cast<Multi*>(data)->CallJs(kNotifySlot, {static_cast<double>(notification), IdOf(Easy::OwnerOf(curl))});
}

Napi::Value Multi::TakeThrown(const Napi::CallbackInfo& info) {
  if (!thrown_) return info.Env().Undefined();
  thrown_ = false;
  Napi::Object self = Value();
  Napi::Object box = Napi::Object::New(info.Env());
  box.Set("value", self.Get(static_cast<uint32_t>(kThrownSlot)));  // boxed, because undefined can be thrown too
  self.Delete(static_cast<uint32_t>(kThrownSlot));
  return box;
}

// On the event loop no caller could be told: the value that a callback threw goes to the process.
void Multi::ReportThrown() {
  if (!thrown_) return;
  thrown_ = false;
  napi_value thrown;
  if (napi_get_element(env_, Value(), kThrownSlot, &thrown) == napi_ok) (void)napi_fatal_exception(env_, thrown);
}

}  // namespace curlew
