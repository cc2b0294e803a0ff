// Bodies that are decoded on their way to memory or to a descriptor.

#include <uv.h>

#include <algorithm>

#include "body/body_queue.h"
#include "decode/body_decoder.h"
#include "easy/easy.h"
#include "multi/multi.h"
#include "network/network_thread.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

// The number of bytes kept of a redirect's body once JavaScript was notified of it; the rest is discarded.
constexpr uint64_t kRedirectBody = 64 * 1024;

constexpr size_t kLeastPipeRoom = 4 * 1024;

}  // namespace

// setDecoding(on): a boolean. Asks the server for codings as well.
Napi::Value Easy::SetDecoding(const Napi::CallbackInfo& info) {
  if (!handle_) return Answer(env_, kClosed);
  if (TypeOf(env_, info[0]) != napi_boolean) return Answer(env_, kWrongType);
  const bool on = info[0].As<Napi::Boolean>().Value();
  const bool own = on && BodyDecoder::IsAvailable();
  CURL* curl = handle_.get();
  const Inside inside(this);
  // "" makes libcurl name all codings that it can undo.
  CURLcode code = curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING,
                                   own  ? BodyDecoder::AcceptEncoding()
                                   : on ? ""
                                        : static_cast<const char*>(nullptr));
  if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, own ? 0L : 1L);
  if (code == CURLE_OK) decodes_ = own;
  return Answer(env_, code);
}

void Easy::BeginBody() {
  if (body_begun_) return;
  body_begun_ = true;
  final_headers_.Settle();
  if (decodes_) decoder_ = BodyDecoder::For(final_headers_.content_encoding());
}

// A redirect's body beyond what is kept, or beyond the limit, does not count. The decoded size of an encoded one is not
// worth finding out.
bool Easy::IsUnwanted(size_t size) const {
  if (!IsToldRedirect() || decode_pending_) return false;
  const uint64_t most = std::min(kRedirectBody, sinks_.body_limit());
  return sinks_.received() + size > most || (decoder_ && sinks_.body_limit() != UINT64_MAX);
}

// The deadline for decoding in this turn; none where nothing else could run meanwhile.
uint64_t Easy::DecodeDeadline() const {
  if (network_) return network_->DecodeDeadline();
  return IsOnLoop() ? multi_->DecodeDeadline() : UINT64_MAX;
}

size_t Easy::CollectBody(const char* bytes, size_t size) {
  BeginBody();
  if (body_unwanted_ || IsUnwanted(size)) {
    body_unwanted_ = true;
    DropDecoder();
    return size;
  }
  if (decoder_) return DecodeBody(bytes, size);
  return sinks_.CountBody(size) ? sinks_.TakeBody(handle_.get(), bytes, size) : CURL_WRITEFUNC_ERROR;
}

size_t Easy::DecodeBody(const char* bytes, size_t size) {
  ByteSpan in{bytes, size};
  if (!decode_pending_) {
    switch (Decode(&in, DecodeDeadline())) {
      case Decoded::kAll:
        return size;
      case Decoded::kFailed:
        return CURL_WRITEFUNC_ERROR;
      case Decoded::kSome:
        break;
    }
    // The transfer goes on when the rest is decoded.
    decode_pending_ = true;
    if (!held_) network_ ? network_->DecodeLater(this) : multi_->DecodeLater(this);
    // If libcurl refuses to pause, the next bytes wait here all the same.
    (void)ApplyPause();
  }
  if (undecoded_.Append(in.data, in.size)) return size;
  sinks_.set_problem("out of memory while collecting the body");
  return CURL_WRITEFUNC_ERROR;
}

Room Easy::BodyRoom(size_t hint) {
  return IsPiped() ? queue_->pipe()->MakeRoom(std::max(hint, kLeastPipeRoom)) : sinks_.BodyRoom(hint);
}

bool Easy::CommitBody(const Room& room, size_t count) {
  if (!IsPiped()) return sinks_.CommitBody(room, count);
  network_->HasNews(this);
  if (!room.data) sinks_.set_problem("out of memory while collecting the body");
  if (!room.data) return false;
  if (sinks_.CountBody(count)) return queue_->pipe()->Commit(count);
  // The bytes within the limit are still delivered, as by a queue that decodes when it is read.
  (void)queue_->pipe()->Commit(count - static_cast<size_t>(sinks_.received() - sinks_.body_limit()));
  return false;
}

Easy::Decoded Easy::Decode(ByteSpan* in, uint64_t deadline) {
  for (;;) {
    const Room room = BodyRoom(4 * in->size);
    Room left = room;
    const bool decoded = decoder_->Run(in, &left);
    if (!CommitBody(room, room.size - left.size)) return Decoded::kFailed;
    if (!decoded) {
      decoding_failed_ = true;
      sinks_.set_problem(decoder_->problem());
      return Decoded::kFailed;
    }
    if (left.size > 0) return Decoded::kAll;
    if (MustRest()) return Decoded::kSome;
    if (deadline != UINT64_MAX && uv_hrtime() > deadline) return Decoded::kSome;
  }
}

Easy::Decoded Easy::DecodeMore(uint64_t deadline) {
  ByteSpan in{undecoded_.data(), undecoded_.size()};
  const size_t before = in.size;
  const Decoded decoded = Decode(&in, deadline);
  undecoded_.Skip(before - in.size);
  if (decoded == Decoded::kSome) return decoded;
  decode_pending_ = false;
  undecoded_.Clear();
  return decoded;
}

CURLcode Easy::EndBody(CURLcode code) {
  if (decoder_ && code == CURLE_OK && !decoding_failed_ && !sinks_.exceeded() && !decoder_->End()) {
    decoding_failed_ = true;
    sinks_.set_problem(decoder_->problem());
  }
  const CURLcode result = ResultOf(code);
  return queue_ ? EndQueued(result) : result;
}

// An idle handle keeps nothing but how the decoding ended.
void Easy::DropDecoder() {
  decoder_.reset();
  undecoded_.Clear();
  decode_pending_ = false;
}

}  // namespace curlew
