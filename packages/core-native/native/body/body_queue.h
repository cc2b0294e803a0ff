#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "body/body_news.h"
#include "body/body_pipe.h"
#include "body/body_store.h"
#include "body/byte_queue.h"
#include "decode/body_decoder.h"

namespace curlew {

class Addon;
class Easy;

// The body of one transfer until JavaScript reads it. JavaScript knows the queue by its number
// (src/streams/body-queue.ts), and the queue outlives its transfer until JavaScript closes it.
class BodyQueue {
 public:
  // The calls by number.
  static void ExportCalls(Napi::Object exports, Addon* addon);

  BodyQueue(Addon* addon, Easy* easy, size_t high_water) : addon_(addon), easy_(easy), high_water_(high_water) {}
  BodyQueue(const BodyQueue&) = delete;
  BodyQueue& operator=(const BodyQueue&) = delete;

  uint32_t id() const { return id_; }
  void set_id(uint32_t id) { id_ = id; }

  // The transfer is to run on a network thread, which gives its body into the pipe instead of calling what follows.
  void ReceiveByPipe() { pipe_ = std::make_unique<BodyPipe>(high_water_); }
  BodyPipe* pipe() const { return pipe_.get(); }

  // For the transfer that fills the queue. False when the queue was closed, or memory ran out.
  bool Append(const char* bytes, size_t count);
  // Called before the first bytes, with the environment whose Buffers they may go to (nullptr for none) and the number
  // of bytes to come (0 if unknown).
  void Prepare(napi_env env, uint64_t length);
  bool IsFull() const { return store_.size() >= high_water_; }
  void HeadersAreThere() { news_ |= BodyNews::kHeaders & ~told_; }
  // For an encoded body: it is kept as it arrives, and decoded when it is read, to at most `limit` bytes.
  void PrepareDecoding(std::unique_ptr<BodyDecoder> decoder, uint64_t limit) {
    decoder_ = std::move(decoder);
    limit_ = limit;
  }
  bool decodes() const { return decoder_ != nullptr; }
  // The transfer has ended with this code; returns the code to report to JavaScript. If the reader does not know of the
  // body yet, a small body is decoded at once, until the deadline.
  CURLcode EndBody(CURLcode code, uint64_t deadline);
  const std::string& problem() const { return problem_; }
  // The transfer has ended, or its handle is gone. Destroys the queue if it was closed before.
  void End();

  bool HasNews() const { return news_ != 0; }
  // Takes the events; the caller notifies the reader. BodyNews::kWhole is an event of the end.
  int TakeNews(bool at_end);

  // Takes the bytes that have come through the pipe. Called before the functions below.
  void Collect(bool awaits = false);
  // No more bytes will come, and the stored ones are the decoded body, in one block.
  bool IsWhole() const;
  size_t size() const { return decoded_.size() + store_.size(); }
  const char* data() const { return decoded_.empty() ? store_.front() : decoded_.data(); }
  void Skip(size_t count);
  // There may be room again. It may call JavaScript (DEBUG), and this may be gone afterwards: the last thing to do.
  void GoOn();

 private:
  // The number of bytes that can be read at once without decoding.
  size_t FrontSize() const { return decoded_.empty() ? store_.front_size() : decoded_.size(); }
  bool MustDecode() const { return decoder_ && decoded_.empty(); }
  // Reads into the room; false on a failure.
  bool Decode(Room* room);
  bool Fail(CURLcode code, std::string problem);
  CURLcode TakeFailure();
  Napi::Value Failure(napi_env env) const;
  napi_value Give(const Napi::CallbackInfo& info, const char* bytes, size_t count);
  Napi::Value ReadDecoded(const Napi::CallbackInfo& info, size_t most);
  Napi::Value Nothing(napi_env env);

  Napi::Value Read(const Napi::CallbackInfo& info);
  Napi::Value ReadInto(const Napi::CallbackInfo& info);
  Napi::Value GetSize(const Napi::CallbackInfo& info);
  Napi::Value GetNews(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);

  Addon* addon_;
  Easy* easy_;  // whose transfer fills the queue; nullptr when that has ended
  size_t high_water_;
  uint32_t id_ = 0;
  int news_ = 0;
  int told_ = 0;         // BodyNews::kHeaders, once they were reported
  bool awaited_ = true;  // the reader found nothing, and is to be told when there is something
  bool closed_ = false;
  bool ended_well_ = false;
  BodyStore store_;
  std::unique_ptr<BodyPipe> pipe_;  // of a transfer on a network thread

  std::unique_ptr<BodyDecoder> decoder_;
  uint64_t limit_ = UINT64_MAX;
  uint64_t made_ = 0;            // bytes that decoding has made so far
  ByteQueue decoded_;            // decoded before they are read; they come before the bytes of the store
  CURLcode failure_ = CURLE_OK;  // of decoding, reported by the read behind the last byte
  std::string problem_;
};

}  // namespace curlew
