// The body queue of a handle's transfer, and the pause of the transfer while the queue is full.

#include "body/body_queue.h"
#include "easy/easy.h"
#include "multi/multi.h"
#include "network/network_thread.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

// easyOpenQueue(easy, high-water mark): a queue for the body of the next transfer; answers its number, or a status.
Napi::Value Easy::OpenQueue(const Napi::CallbackInfo& info) {
  int64_t high_water = 0;
  Status status = CheckIdle();
  if (status == kOk) status = ReadInteger(env_, info[1], 1, INT64_MAX, &high_water);
  if (status != kOk) return Answer(env_, status);
  EndQueue();
  queue_ = addon_->queues().Add(std::make_unique<BodyQueue>(addon_.get(), this, static_cast<size_t>(high_water)));
  return Napi::Number::New(env_, queue_->id());
}

bool Easy::IsOnLoop() const { return multi_ && !network_ && multi_->IsAttached(); }

void Easy::EndQueue() {
  if (!queue_) return;
  BodyQueue* const queue = queue_;
  queue_ = nullptr;
  queue->End();
}

// tellRedirects(on): a boolean.
Napi::Value Easy::TellRedirects(const Napi::CallbackInfo& info) {
  if (!handle_) return Answer(env_, kClosed);
  tells_redirects_ = info[0].As<Napi::Boolean>().Value();
  return Answer(env_, kOk);
}

void Easy::SeeHeaderLine(const char* line, size_t size) {
  if (!queue_ && !decodes_ && !tells_redirects_) return;
  final_headers_.TakeLine(handle_.get(), answer_rules_, line, size);
  TellOfHeaders();
}

void Easy::TellOfHeaders() {
  if (!final_headers_.found()) return;
  if (queue_ && network_) {
    queue_->pipe()->HeadersAreThere();
    network_->HasNews(this);
  } else if (queue_) {
    queue_->HeadersAreThere();
    TellOfNews();
  } else if (network_) {
    if (!IsToldRedirect() || stay_.redirected) return;
    stay_.redirected = true;
    network_->HasRedirect(this);
  } else if (multi_ && IsToldRedirect()) {
    stay_.redirected = true;
    multi_->HasNews(this);
  }
}

int Easy::TakeNews() {
  if (queue_) return queue_->TakeNews(false);
  const bool redirected = stay_.redirected;
  stay_.redirected = false;
  return redirected ? BodyNews::kHeaders : 0;
}

void Easy::TellOfNews() {
  if (multi_ && queue_->HasNews()) multi_->HasNews(this);
}

// The announced length, 0 without one, when the first byte of the body has come.
uint64_t Easy::AnnouncedLength() const {
  curl_off_t length = -1;
  const CURLcode code = curl_easy_getinfo(handle_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  return code == CURLE_OK && length > 0 ? static_cast<uint64_t>(length) : 0;
}

size_t Easy::QueueBody(const char* bytes, size_t size) {
  if (network_) return PipeBody(bytes, size);
  if (!body_begun_) {
    BeginBody();
    expected_ = AnnouncedLength();
    if (decoder_)
      queue_->PrepareDecoding(std::move(decoder_), sinks_.body_limit());
    else
      queue_->Prepare(on_loop_ && multi_ ? env_ : nullptr, expected_);
  }
  queued_ += size;
  // Decoded bytes are counted when they are decoded.
  if (!queue_->decodes() && !sinks_.CountBody(size)) return CURL_WRITEFUNC_ERROR;
  if (!queue_->Append(bytes, size)) return CURL_WRITEFUNC_ERROR;
  TellOfHeaders();
  TellOfNews();
  // The end must not wait for a reader when nothing but the end is left to come.
  if (queue_->IsFull() && queued_ != expected_) HoldReceiving();
  return size;
}

// On a network thread, which decodes the body as it comes.
size_t Easy::PipeBody(const char* bytes, size_t size) {
  BodyPipe& pipe = *queue_->pipe();
  if (!body_begun_) {
    BeginBody();
    expected_ = AnnouncedLength();
    if (!decoder_) pipe.Expect(expected_);
  }
  queued_ += size;
  TellOfHeaders();
  if (decoder_) {
    const size_t taken = DecodeBody(bytes, size);
    if (taken != size || held_) return taken;
  } else {
    network_->HasNews(this);
    if (!sinks_.CountBody(size) || !pipe.Append(bytes, size)) return CURL_WRITEFUNC_ERROR;
  }
  // If libcurl refuses to pause, more waits than the high-water mark.
  if (queued_ != expected_ && MustRest()) (void)ApplyPause();
  return size;
}

bool Easy::MustRest() {
  if (!IsPiped() || !queue_->pipe()->MustRest()) return false;
  held_ = true;
  return true;
}

bool Easy::EndRest() {
  if (!held_ || queue_->pipe()->Rests()) return false;
  held_ = false;
  return true;
}

void Easy::EnterNetwork(Multi* multi, NetworkThread* network) {
  EnterMulti(multi, true);
  network_ = network;
  sinks_.set_body_env(nullptr);
  if (queue_) queue_->ReceiveByPipe();
  if (upload_) upload_->Begin();
}

// libcurl accepts this inside its callbacks, and keeps none of the delivered data. Where no reader can run meanwhile,
// under perform() or in a multi that the program drives itself, everything is taken.
void Easy::HoldReceiving() {
  if (held_ || !IsOnLoop()) return;
  held_ = true;
  if (ApplyPause() == CURLE_OK)
    multi_->CountHeld(this, true);
  else
    held_ = false;  // the reader then has more waiting than its high-water mark
}

void Easy::GoOnReceiving() {
  if (!held_) return;
  held_ = false;
  multi_->CountHeld(this, false);
  multi_->GoOn(this);
}

CURLcode Easy::ApplyPause() {
  return curl_easy_pause(handle_.get(), (receive_paused_ || held_ || decode_pending_ ? CURLPAUSE_RECV : 0) |
                                            (send_paused_ || awaits_upload_ ? CURLPAUSE_SEND : 0));
}

CURLcode Easy::EndQueued(CURLcode code) {
  if (code == CURLE_OK) final_headers_.Settle();
  if (network_) {
    if (final_headers_.found()) queue_->pipe()->HeadersAreThere();
    queue_->pipe()->EndBody();
    (void)queue_->pipe()->Flush();
    return code;
  }
  if (final_headers_.found()) queue_->HeadersAreThere();
  const CURLcode result = queue_->EndBody(code, DecodeDeadline());
  if (result != code) sinks_.set_problem(queue_->problem());
  return result;
}

}  // namespace curlew
