#pragma once

#include <napi.h>

#include <cstdint>

#include "body/body_store.h"

namespace curlew {

class Addon;
class Easy;

// The body of one transfer on its way to a reader in JavaScript: it stays here until it is read. JavaScript knows it by
// number (src/streams/body-queue.ts); it outlives its transfer until JavaScript closes it.
class BodyQueue {
 public:
  // What there is to tell, as bits; src/streams/body-queue.ts has the same.
  enum News : int { kHeaders = 1, kReadable = 2, kEnds = 4 };

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
  // The transfer has ended, or its handle is gone: the queue, too, if it was closed before.
  void End();

  bool HasNews() const { return news_ != 0; }
  // Whoever takes them tells the reader.
  int TakeNews();

  // No more bytes will come, and those that are there lie together.
  bool IsWhole() const { return easy_ == nullptr && store_.front_size() == store_.size(); }
  size_t size() const { return store_.size(); }
  const char* data() const { return store_.front(); }
  void Skip(size_t count);

 private:
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
  BodyStore store_;
};

}  // namespace curlew
