// An upload whose bytes JavaScript gives in advance, for a transfer on a network thread (src/streams/upload-from.ts).

#include "body/body_queue.h"
#include "easy/easy.h"
#include "network/network_thread.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

// easyOpenUpload(easy, whether the source can be read again, how many bytes to keep if not): for the next transfer.
Napi::Value Easy::OpenUpload(const Napi::CallbackInfo& info) {
  uint32_t keeps = 0;
  Status status = CheckIdle();
  if (status == kOk && napi_get_value_uint32(env_, info[2], &keeps) != napi_ok) status = kWrongType;
  if (status != kOk) return Answer(env_, status);
  upload_ = std::make_unique<UploadPipe>(info[1].ToBoolean().Value(), keeps);
  return Answer(env_, kOk);
}

// easyGiveUpload(easy, run, bytes): the next bytes of the source's run, null at its end. Answers 1 when there is room
// for more, 0 when not; an event then reports room.
Napi::Value Easy::GiveUpload(const Napi::CallbackInfo& info) {
  if (!IsUploadPiped()) return Answer(env_, 0);
  uint32_t run = 0;
  BytesArgument bytes;
  if (napi_get_value_uint32(env_, info[1], &run) != napi_ok) return Answer(env_, kWrongType);
  const bool is_end = info[2].IsNull();
  if (!is_end && bytes.Read(env_, info[2]) != kOk) return Answer(env_, kWrongType);
  // Without bytes it would be the end.
  if (!is_end && bytes.size() == 0) return Answer(env_, 1);
  const UploadPipe::Given given =
      is_end ? upload_->Give(run, nullptr, 0) : upload_->Give(run, bytes.data(), bytes.size());
  if (given == UploadPipe::Given::kNoMemory) return Answer(env_, kOutOfMemory);
  if (upload_->TakePause()) network_->GoOn(this);
  return Answer(env_, given == UploadPipe::Given::kMore ? 1 : 0);
}

// easyFailUpload(easy, run, error): the source of the run threw it, which fails the transfer.
Napi::Value Easy::FailUpload(const Napi::CallbackInfo& info) {
  uint32_t run = 0;
  if (napi_get_value_uint32(env_, info[1], &run) != napi_ok) return Answer(env_, kWrongType);
  if (!IsUploadPiped()) return Answer(env_, kOk);
  const NetworkVisit visit(network_);
  if (!upload_->Fail(run)) return Answer(env_, kOk);
  KeepThrown(info[2]);
  if (upload_->TakePause()) network_->GoOn(this);
  return Answer(env_, kOk);
}

// easyCloseUpload(easy): its transfer has ended.
Napi::Value Easy::CloseUpload(const Napi::CallbackInfo&) {
  if (IsIdle()) upload_.reset();
  return Answer(env_, kOk);
}

size_t Easy::ReadUpload(char* target, size_t room) {
  const size_t count = upload_->Read(target, room);
  if (count == CURL_READFUNC_PAUSE) awaits_upload_ = true;
  if (count == 0) network_->UploadEnds(this);
  if (upload_->HasNews()) network_->HasNews(this);
  return count;
}

int Easy::SeekUpload(curl_off_t offset, int origin) {
  const int answer = upload_->Seek(offset, origin);
  if (upload_->HasNews()) network_->HasNews(this);
  return answer;
}

bool Easy::EndUploadRest() {
  if (!awaits_upload_ || upload_->IsPaused()) return false;
  awaits_upload_ = false;
  return true;
}

bool Easy::FlushPipes() {
  const bool tells = queue_ && queue_->pipe()->Flush();
  return (upload_ && upload_->HasNews()) || tells;
}

int Easy::TakePipeNews() { return (queue_ ? queue_->TakeNews(false) : 0) | (upload_ ? upload_->TakeNews() : 0); }

}  // namespace curlew
