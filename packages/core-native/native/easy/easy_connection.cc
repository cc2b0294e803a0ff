// A connection that the caller uses directly: curl_easy_send/recv after CONNECT_ONLY, and WebSocket frames.

#include <climits>

#include "easy/easy.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

// A view to be written to.
Status ReadTarget(napi_env env, napi_value value, BytesArgument* target) {
  return TypeOf(env, value) == napi_string ? kWrongType : target->Read(env, value);
}

Napi::Value Count(napi_env env, CURLcode code, size_t count) {
  return code == CURLE_OK ? Napi::Value(Napi::Number::New(env, static_cast<double>(count))) : FailedWith(env, code);
}

}  // namespace

Napi::Value Easy::Send(const Napi::CallbackInfo& info) {
  Status status = !handle_ ? kClosed : IsInside() ? kInsideCallback : kOk;
  BytesArgument bytes;
  if (status == kOk) status = bytes.Read(env_, info[0]);
  if (status != kOk) return FailedWith(env_, status);
  size_t sent = 0;
  const Inside inside(this);
  const CURLcode code = curl_easy_send(handle_.get(), bytes.data(), bytes.size(), &sent);
  return Count(env_, code, sent);
}

Napi::Value Easy::Recv(const Napi::CallbackInfo& info) {
  Status status = !handle_ ? kClosed : IsInside() ? kInsideCallback : kOk;
  BytesArgument target;
  if (status == kOk) status = ReadTarget(env_, info[0], &target);
  if (status != kOk) return FailedWith(env_, status);
  size_t received = 0;
  const Inside inside(this);
  const CURLcode code = curl_easy_recv(handle_.get(), const_cast<char*>(target.data()), target.size(), &received);
  return Count(env_, code, received);
}

Napi::Value Easy::Upkeep(const Napi::CallbackInfo&) {
  const Status status = !handle_ ? kClosed : IsInside() ? kInsideCallback : kOk;
  if (status != kOk) return Answer(env_, status);
  const Inside inside(this);
  return Answer(env_, curl_easy_upkeep(handle_.get()));
}

// setSendOnce(on): a boolean. Answers kUnsupported with a libcurl that is not built with our patch.
Napi::Value Easy::SetSendOnce(const Napi::CallbackInfo& info) {
  if (!handle_) return Answer(env_, kClosed);
  if (TypeOf(env_, info[0]) != napi_boolean) return Answer(env_, kWrongType);
#ifdef CURLEW_OPTION_SEND_ONCE
  const long on = info[0].As<Napi::Boolean>().Value() ? 1L : 0L;
  const CURLcode code = curl_easy_setopt(handle_.get(), CURLEW_OPTION_SEND_ONCE, on);
  if (code != CURLE_UNKNOWN_OPTION) return Answer(env_, code);
#endif
  return Answer(env_, kUnsupported);
}

#if CURL_AT_LEAST_VERSION(8, 11, 0)

namespace {

// [flags, offset, bytesleft, len]
Napi::Value FrameOf(Napi::Env env, const curl_ws_frame* frame) {
  if (!frame) return env.Null();
  Napi::Array fields = Napi::Array::New(env, 4);
  fields.Set(0u, Napi::Number::New(env, frame->flags));
  fields.Set(1u, Napi::Number::New(env, static_cast<double>(frame->offset)));
  fields.Set(2u, Napi::Number::New(env, static_cast<double>(frame->bytesleft)));
  fields.Set(3u, Napi::Number::New(env, static_cast<double>(frame->len)));
  return fields;
}

}  // namespace

CURLcode Easy::SetWsOptions(long options) { return curl_easy_setopt(handle_.get(), CURLOPT_WS_OPTIONS, options); }

// wsSend(bytes, flags, fragsize, framed). Also allowed in a callback: libcurl then sends everything, and blocks
// meanwhile. `framed` has libcurl make frames in raw mode too.
Napi::Value Easy::WsSend(const Napi::CallbackInfo& info) {
  Status status = handle_ ? kOk : kClosed;
  BytesArgument bytes;
  int64_t flags = 0;
  int64_t fragment_size = 0;
  if (status == kOk) status = bytes.Read(env_, info[0]);
  if (status == kOk) status = ReadInteger(env_, info[1], 0, UINT_MAX, &flags);
  if (status == kOk) status = ReadInteger(env_, info[2], 0, INT64_MAX, &fragment_size);
  if (status != kOk) return FailedWith(env_, status);
  const bool framed = info[3].IsBoolean() && info[3].As<Napi::Boolean>().Value();
  size_t sent = 0;
  const Inside inside(this);
  CURLcode code = framed ? SetWsOptions(ws_options_ & ~CURLWS_RAW_MODE) : CURLE_OK;
  if (code == CURLE_OK)
    code = curl_ws_send(handle_.get(), bytes.data(), bytes.size(), &sent, fragment_size, static_cast<unsigned>(flags));
  if (framed) {
    // Refused only if it was before.
    const CURLcode restored = SetWsOptions(ws_options_);
    if (code == CURLE_OK) code = restored;
  }
  // Without room for all bytes libcurl says "again" although it has taken some, so the caller must know the number.
  if (code == CURLE_AGAIN && sent > 0) return Count(env_, CURLE_OK, sent);
  return Count(env_, code, sent);
}

// wsRecv(target): [received, frame], or a box.
Napi::Value Easy::WsRecv(const Napi::CallbackInfo& info) {
  Status status = !handle_ ? kClosed : IsInside() ? kInsideCallback : kOk;
  BytesArgument target;
  if (status == kOk) status = ReadTarget(env_, info[0], &target);
  if (status != kOk) return FailedWith(env_, status);
  size_t received = 0;
  const curl_ws_frame* frame = nullptr;
  const Inside inside(this);
  const CURLcode code = curl_ws_recv(handle_.get(), const_cast<char*>(target.data()), target.size(), &received, &frame);
  if (code != CURLE_OK) return FailedWith(env_, code);
  Napi::Array result = Napi::Array::New(env_, 2);
  result.Set(0u, Napi::Number::New(env_, static_cast<double>(received)));
  result.Set(1u, FrameOf(env_, frame));
  return result;
}

Napi::Value Easy::WsMeta(const Napi::CallbackInfo&) {
  return handle_ ? FrameOf(env_, curl_ws_meta(handle_.get())) : FailedWith(env_, kClosed);
}

#else

Napi::Value Easy::WsSend(const Napi::CallbackInfo&) { return FailedWith(env_, kUnsupported); }
Napi::Value Easy::WsRecv(const Napi::CallbackInfo&) { return FailedWith(env_, kUnsupported); }
Napi::Value Easy::WsMeta(const Napi::CallbackInfo&) { return FailedWith(env_, kUnsupported); }

#endif

#if CURL_AT_LEAST_VERSION(8, 16, 0)

Napi::Value Easy::WsStartFrame(const Napi::CallbackInfo& info) {
  int status = handle_ ? kOk : kClosed;
  int64_t flags = 0;
  int64_t size = 0;
  if (status == kOk) status = ReadInteger(env_, info[0], 0, UINT_MAX, &flags);
  if (status == kOk) status = ReadInteger(env_, info[1], 0, INT64_MAX, &size);
  const Inside inside(this);
  if (status == kOk) status = curl_ws_start_frame(handle_.get(), static_cast<unsigned int>(flags), size);
  return Napi::Number::New(env_, status);
}

#else

Napi::Value Easy::WsStartFrame(const Napi::CallbackInfo&) { return Napi::Number::New(env_, kUnsupported); }

#endif

}  // namespace curlew
