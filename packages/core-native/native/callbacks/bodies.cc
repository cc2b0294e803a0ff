// The callbacks that bytes go through, in both directions.

#include "callbacks/js_call.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"
#include "multi/multi.h"
#include "support/slist.h"

namespace curlew {

namespace {

// A chunk callback: JavaScript gets its own copy of the bytes, or a view that ends with the call, and answers with a
// count.
size_t CallWithChunk(Easy* easy, size_t slot, const char* bytes, size_t count) {
  JsCall call(easy, slot);
  if (easy->WantsView(slot)) {
    const ChunkView::Showing showing(easy->view(), bytes, count);
    call.AddNumber(static_cast<double>(count));
    call.AddNumber(static_cast<double>(easy->view().generation()));
    return call.RunForNumber<size_t>();
  }
  call.AddBytes(bytes, count);
  return call.RunForNumber<size_t>();
}

}  // namespace

size_t OnWrite(char* bytes, size_t size, size_t count, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  if (easy->queue()) return easy->QueueBody(bytes, size * count);
  if (!easy->HasCallback(kWriteSlot)) return easy->CollectBody(bytes, size * count);
  if (!easy->sinks().CountBody(size * count)) return CURL_WRITEFUNC_ERROR;
  const size_t taken = CallWithChunk(easy, kWriteSlot, bytes, size * count);
  if (taken == CURL_WRITEFUNC_PAUSE) {
    // libcurl will deliver the same chunk again.
    easy->sinks().UncountBody(size * count);
    easy->NoteReceivePaused();
  }
  return taken;
}

size_t OnHeader(char* bytes, size_t size, size_t count, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  easy->SeeHeaderLine(bytes, size * count);
  if (easy->HasCallback(kHeaderSlot)) return CallWithChunk(easy, kHeaderSlot, bytes, size * count);
  return easy->sinks().TakeHeader(bytes, size * count);
}

size_t OnInterleave(char* bytes, size_t size, size_t count, void* data) {
  return CallWithChunk(static_cast<Easy*>(data), kInterleaveSlot, bytes, size * count);
}

size_t OnRead(char* target, size_t size, size_t count, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  const size_t room = size * count;
  if (easy->IsUploadPiped()) return easy->ReadUpload(target, room);
  // Without a source the upload is empty. libcurl's default would read the standard input of the process.
  if (!easy->HasCallback(kReadSlot)) return easy->source().Read(target, room);
  JsCall call(easy, kReadSlot);
  call.AddNumber(static_cast<double>(room));
  const size_t given = call.Run() ? CopyAnswer(call.env(), call.result(), target, room) : call.Abort<size_t>();
  if (given == 0 && easy->multi()) easy->multi()->UploadEnds(easy);
  if (given == CURL_READFUNC_PAUSE) easy->NoteSendPaused();
  return given;
}

// Also the read callback of the parts of a Mime.
size_t CopyAnswer(napi_env env, napi_value answer, char* target, size_t room) {
  int64_t code = 0;
  if (TypeOf(env, answer) == napi_number)
    return ReadInteger(env, answer, 0, UINT32_MAX, &code) == kOk ? static_cast<size_t>(code) : CURL_READFUNC_ABORT;
  BytesArgument bytes;
  if (bytes.Read(env, answer) != kOk || bytes.size() > room) return CURL_READFUNC_ABORT;
  std::memcpy(target, bytes.data(), bytes.size());
  return bytes.size();
}

int OnSeek(void* data, curl_off_t offset, int origin) {
  Easy* easy = static_cast<Easy*>(data);
  if (easy->IsUploadPiped()) return easy->SeekUpload(offset, origin);
  if (!easy->HasCallback(kSeekSlot)) return easy->source().Seek(offset, origin);
  JsCall call(easy, kSeekSlot);
  call.AddNumber(static_cast<double>(offset));
  call.AddNumber(origin);
  return call.RunForNumber<int>();
}

curlioerr OnIoctl(CURL*, int command, void* data) {
  JsCall call(static_cast<Easy*>(data), kIoctlSlot);
  call.AddNumber(command);
  return call.RunForNumber<curlioerr>();
}

int OnTrailer(curl_slist** list, void* data) {
  JsCall call(static_cast<Easy*>(data), kTrailerSlot);
  SlistHandle lines;
  if (!call.Run() || ReadSlist(call.env(), call.result(), &lines) != kOk) return call.Abort<int>();
  *list = lines.release();  // libcurl frees it
  return CURL_TRAILERFUNC_OK;
}

}  // namespace curlew
