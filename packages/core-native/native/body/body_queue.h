#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "body/body_store.h"
#include "body/byte_queue.h"
#include "decode/body_decoder.h"

namespace curlew {

class Addon;
class Easy;

// The body of one transfer on its way to a reader in JavaScript: it stays here until it is read. JavaScript knows it by
// number (src/streams/body-queue.ts); it outlives its transfer until JavaScript closes it.
class BodyQueue {
 public:
  // The events to report, as bits; QueueNews in src/easy/easy.ts declares the same.
  enum News : int { kHeaders = 1, kReadable = 2, kEnds = 4, kWhole = 8 };

  // The calls by number.
  static void ExportCalls(Napi::Object exports, Addon* addon);

  BodyQueue(Addon* addon, Easy* easy, size_t high_water) : addon_(addon), easy_(easy), high_water_(high_water) {}
  BodyQueue(const BodyQueue&) = delete;
  BodyQueue& operator=(const BodyQueue&) = delete;

  uint32_t id() const { return id_; }
  void set_id(uint32_t id) { id_ = id; }

  // For the transfer that fills it. False when the bytes are not wanted any more, or there is no memory for them.
  bool Append(const char* bytes, size_t count);
  // Before the first bytes: whose Buffers they may go to, nullptr for none, and how many there will be, 0 for unknown.
  void Prepare(napi_env env, uint64_t length);
  bool IsFull() const { return store_.size() >= high_water_; }
  void HeadersAreThere() { news_ |= kHeaders & ~told_; }
  // For a body in a coding, which waits as it came, and is decoded when it is read; `limit` bytes may come of it.
  void PrepareDecoding(std::unique_ptr<BodyDecoder> decoder, uint64_t limit) {
    decoder_ = std::move(decoder);
    limit_ = limit;
  }
  bool decodes() const { return decoder_ != nullptr; }
  // The transfer has ended with this code: how it ends for JavaScript. If its reader knows nothing of it yet, a small
  // body is decoded at once, until the deadline.
  CURLcode EndBody(CURLcode code, uint64_t deadline);
  const std::string& problem() const { return problem_; }
  // The transfer has ended, or its handle is gone: the queue, too, if it was closed before.
  void End();

  bool HasNews() const { return news_ != 0; }
  // Takes the events; the caller notifies the reader.
  int TakeNews();

  // No more bytes will come, and those that are there are the body as it is, and lie together.
  bool IsWhole() const;
  size_t size() const { return decoded_.size() + store_.size(); }
  const char* data() const { return decoded_.empty() ? store_.front() : decoded_.data(); }
  void Skip(size_t count);
  // There may be room again. It may call JavaScript (DEBUG), and this may be gone afterwards: the last thing to do.
  void GoOn();

 private:
  // How many bytes can be read together without decoding.
  size_t FrontSize() const { return decoded_.empty() ? store_.front_size() : decoded_.size(); }
  bool MustDecode() const { return decoder_ && decoded_.empty(); }
  // Into the room; false when there is a failure.
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
  Easy* easy_;  // whose transfer fills it; nullptr when that has ended
  size_t high_water_;
  uint32_t id_ = 0;
  int news_ = 0;
  int told_ = 0;         // kHeaders, once it was told
  bool awaited_ = true;  // the reader has found nothing, and is to be told when there is something
  bool closed_ = false;
  bool ended_well_ = false;
  BodyStore store_;

  std::unique_ptr<BodyDecoder> decoder_;
  uint64_t limit_ = UINT64_MAX;
  uint64_t made_ = 0;            // bytes that have come of it
  ByteQueue decoded_;            // ahead of the reader; before what is in the store
  CURLcode failure_ = CURLE_OK;  // of decoding, for the read behind the last byte
  std::string problem_;
};

}  // namespace curlew
