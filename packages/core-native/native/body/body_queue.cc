#include "body/body_queue.h"

#include <algorithm>

#include "addon.h"
#include "by_number.h"
#include "easy/easy.h"
#include "easy/slab.h"
#include "support/values.h"

namespace curlew {

namespace {

constexpr size_t kLargestPiece = 64 * 1024;

}  // namespace

void BodyQueue::ExportCalls(Napi::Object exports, Addon* addon) {
  ExportByNumber<BodyQueue, &BodyQueue::Read>(exports, "queueRead", addon);
  ExportByNumber<BodyQueue, &BodyQueue::ReadInto>(exports, "queueReadInto", addon);
  ExportByNumber<BodyQueue, &BodyQueue::GetSize>(exports, "queueSize", addon);
  ExportByNumber<BodyQueue, &BodyQueue::GetNews>(exports, "queueNews", addon);
  ExportByNumber<BodyQueue, &BodyQueue::Close>(exports, "queueClose", addon);
}

bool BodyQueue::Append(const char* bytes, size_t count) {
  if (closed_ || !store_.Append(bytes, count)) return false;
  if (awaited_) news_ |= kReadable;
  return true;
}

void BodyQueue::Prepare(napi_env env, uint64_t length) {
  store_.Prepare(env, std::min(high_water_, kLargestPiece));
  store_.Expect(length);
}

void BodyQueue::End() {
  easy_ = nullptr;
  if (closed_) addon_->queues().Remove(this);
}

int BodyQueue::TakeNews() {
  const int news = news_;
  news_ = 0;
  told_ |= news & kHeaders;
  if (news & kReadable) awaited_ = false;
  return news;
}

void BodyQueue::Skip(size_t count) {
  store_.Skip(count);
  if (easy_ && !IsFull()) easy_->GoOnReceiving();
}

// queueRead(queue, slab, offset, most): up to so many bytes. Few are copied into the slab, and their count is answered:
// 0 when there is nothing, which is told of when it changes; kOutOfMemory when there is no room. More are a Buffer.
Napi::Value BodyQueue::Read(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  int64_t most = 0;
  const Status status = ReadInteger(env, info[3], 1, INT64_MAX, &most);
  if (status != kOk) return Answer(env, status);
  // What lies together, which is all but where pieces of a large body are waiting.
  const size_t count = std::min(store_.front_size(), static_cast<size_t>(most));
  if (count == 0) {
    awaited_ = true;
    return Answer(env, 0);
  }
  if (count == store_.front_size()) {
    if (napi_value buffer = store_.TakeFront()) {
      Skip(0);
      return Napi::Value(env, buffer);
    }
  }
  if (Slab::IsSmall(count)) {
    Slab slab;
    if (!slab.Read(env, info[1], info[2]) || slab.room() < count) return Answer(env, kOutOfMemory);
    slab.Take(data(), count);
    Skip(count);
    return Napi::Number::New(env, static_cast<double>(count));
  }
  napi_value buffer = nullptr;
  if (napi_create_buffer_copy(env, count, data(), nullptr, &buffer) != napi_ok) return info.Env().Undefined();
  Skip(count);
  return Napi::Value(env, buffer);
}

// queueReadInto(queue, target): fills the view with what there is, and answers how many bytes that were.
Napi::Value BodyQueue::ReadInto(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  BytesArgument target;
  if (TypeOf(env, info[1]) == napi_string || target.Read(env, info[1]) != kOk) return Answer(env, kWrongType);
  // The view's memory is the reader's to be written to; BytesArgument only reads in other places.
  char* const memory = const_cast<char*>(target.data());
  size_t count = 0;
  if (size() == 0) awaited_ = true;
  while (count < target.size() && size() > 0) {
    const size_t part = std::min(store_.front_size(), target.size() - count);
    std::memcpy(memory + count, data(), part);
    store_.Skip(part);
    count += part;
  }
  Skip(0);
  return Napi::Number::New(env, static_cast<double>(count));
}

Napi::Value BodyQueue::GetSize(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(size()));
}

// queueNews(queue): takes them, where no multi on the event loop does.
Napi::Value BodyQueue::GetNews(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), TakeNews()); }

// queueClose(queue): nobody will read. It is gone at once, or when its transfer ends, which takes no more bytes.
Napi::Value BodyQueue::Close(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  closed_ = true;
  news_ = 0;
  store_.Clear();
  if (easy_ && !easy_->IsIdle()) return Answer(env, kOk);
  if (easy_)
    easy_->EndQueue();
  else
    End();
  return Answer(env, kOk);
}

}  // namespace curlew
