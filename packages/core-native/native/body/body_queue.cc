#include "body/body_queue.h"

#include <uv.h>

#include <algorithm>

#include "addon.h"
#include "by_number.h"
#include "easy/easy.h"
#include "easy/slab.h"
#include "multi/multi.h"
#include "support/scratch.h"
#include "support/values.h"

namespace curlew {

namespace {

constexpr size_t kLargestPiece = 64 * 1024;

// The maximum that one read decodes.
constexpr size_t kLargestDecoded = Scratch::kSize;

// A body of up to this size is decoded before it is read, so that a small response is whole when it is reported.
constexpr size_t kDecodedAhead = 256 * 1024;

// queuesHaveTime(whether the event loop has turned): whether there is time to decode.
Napi::Value HaveTime(const Napi::CallbackInfo& info) {
  DecodeTime& time = static_cast<Addon*>(info.Data())->decode_time();
  if (info[0].IsBoolean() && info[0].As<Napi::Boolean>().Value()) time.Renew();
  return Napi::Boolean::New(info.Env(), time.IsLeft());
}

}  // namespace

void BodyQueue::ExportCalls(Napi::Object exports, Addon* addon) {
  ExportByNumber<BodyQueue, &BodyQueue::Read>(exports, "queueRead", addon);
  ExportByNumber<BodyQueue, &BodyQueue::ReadInto>(exports, "queueReadInto", addon);
  ExportByNumber<BodyQueue, &BodyQueue::GetSize>(exports, "queueSize", addon);
  ExportByNumber<BodyQueue, &BodyQueue::GetNews>(exports, "queueNews", addon);
  ExportByNumber<BodyQueue, &BodyQueue::Close>(exports, "queueClose", addon);
  exports.Set("queuesHaveTime", Napi::Function::New<HaveTime>(exports.Env(), "queuesHaveTime", addon));
}

bool BodyQueue::Append(const char* bytes, size_t count) {
  if (closed_ || !store_.Append(bytes, count)) return false;
  if (awaited_) news_ |= BodyNews::kReadable;
  return true;
}

void BodyQueue::Prepare(napi_env env, uint64_t length) {
  store_.Prepare(env, std::min(high_water_, kLargestPiece));
  store_.Expect(length);
}

CURLcode BodyQueue::EndBody(CURLcode code, uint64_t deadline) {
  ended_well_ = code == CURLE_OK;
  if (ended_well_ && decoder_ && !(told_ & BodyNews::kHeaders)) {
    // At least one step, which is enough for most bodies.
    do {
      Room room{scratch->bytes, kLargestDecoded};
      const bool fine = Decode(&room);
      if (!decoded_.Append(scratch->bytes, kLargestDecoded - room.size)) return CURLE_OUT_OF_MEMORY;
      if (!fine) return TakeFailure();
      if (room.size > 0) decoder_.reset();
    } while (decoder_ && decoded_.size() < kDecodedAhead && uv_hrtime() < deadline);
  }
  if (!decoder_) news_ |= BodyNews::kWhole;
  return code;
}

void BodyQueue::End() {
  // The transfer was taken out in its middle.
  if (pipe_) (void)pipe_->Flush();
  easy_ = nullptr;
  if (closed_) addon_->queues().Remove(this);
}

int BodyQueue::TakeNews(bool at_end) {
  if (pipe_) news_ |= pipe_->TakeNews(at_end ? ~0 : ~BodyNews::kWhole);
  const int news = news_;
  news_ = 0;
  told_ |= news & BodyNews::kHeaders;
  if (news & BodyNews::kReadable) awaited_ = false;
  return news;
}

void BodyQueue::Collect(bool awaits) {
  if (pipe_) store_.Append(pipe_->Take(awaits));
}

bool BodyQueue::IsWhole() const { return !easy_ && !decoder_ && failure_ == CURLE_OK && FrontSize() == size(); }

void BodyQueue::Skip(size_t count) {
  if (pipe_) pipe_->NoteRead(count);
  if (decoded_.empty())
    store_.Skip(count);
  else
    decoded_.Skip(count);
}

void BodyQueue::GoOn() {
  if (!easy_) return;
  if (pipe_)
    easy_->multi()->QueueWasRead(easy_);
  else if (!IsFull())
    easy_->GoOnReceiving();
}

bool BodyQueue::Fail(CURLcode code, std::string problem) {
  failure_ = code;
  problem_ = std::move(problem);
  return false;
}

bool BodyQueue::Decode(Room* room) {
  if (failure_ != CURLE_OK) return false;
  const Room whole = *room;
  bool fine = true;
  do {
    ByteSpan in{store_.front(), store_.front_size()};
    const size_t before = in.size;
    fine = decoder_->Run(&in, room);
    store_.Skip(before - in.size);
  } while (fine && room->size > 0 && store_.size() > 0);
  made_ += whole.size - room->size;
  if (made_ > limit_) {
    // The bytes within the limit are still delivered.
    const size_t excess = static_cast<size_t>(made_ - limit_);
    *room = {room->data - excess, room->size + excess};
    return Fail(CURLE_FILESIZE_EXCEEDED, Sinks::Excess(limit_));
  }
  if (!fine) return Fail(CURLE_BAD_CONTENT_ENCODING, decoder_->problem());
  const bool at_end = room->size > 0 && ended_well_;
  return !at_end || decoder_->End() || Fail(CURLE_BAD_CONTENT_ENCODING, decoder_->problem());
}

// The transfer fails with it; the bytes that were decoded before can still be read.
CURLcode BodyQueue::TakeFailure() {
  const CURLcode failure = failure_;
  failure_ = CURLE_OK;
  decoder_.reset();
  store_.Clear();
  return failure;
}

Napi::Value BodyQueue::Failure(napi_env env) const {
  Napi::Object box = FailedWith(env, failure_).As<Napi::Object>();
  box.Set("detail", Napi::String::New(env, problem_));
  return box;
}

Napi::Value BodyQueue::Nothing(napi_env env) {
  awaited_ = true;
  // A reader that waits holds nothing up any more.
  if (pipe_) GoOn();
  return Answer(env, 0);
}

// queueRead(queue, slab, offset, most): reads at most that many bytes. A few are copied into the slab, and the answer
// is their count: 0 when there are none yet, in which case a later event reports them; kOutOfMemory when the slab has
// no room; kLater when the event loop should turn before more is decoded. More bytes are answered as a Buffer, a
// failure as a box with the problem's text.
Napi::Value BodyQueue::Read(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  int64_t most = 0;
  const Status status = ReadInteger(env, info[3], 1, INT64_MAX, &most);
  if (status != kOk) return Answer(env, status);
  if (FrontSize() == 0) Collect(true);
  if (MustDecode()) return ReadDecoded(info, static_cast<size_t>(most));
  // The contiguous bytes: everything, unless pieces of a large body are waiting.
  const size_t wanted = decoder_ ? std::min(static_cast<size_t>(most), kLargestDecoded) : static_cast<size_t>(most);
  const size_t count = std::min(FrontSize(), wanted);
  if (count == 0) return failure_ == CURLE_OK ? Nothing(env) : Failure(env);
  napi_value buffer = decoded_.empty() && count == store_.front_size() ? store_.TakeFront(env) : nullptr;
  if (buffer && pipe_) pipe_->NoteRead(count);
  if (!buffer) {
    buffer = Give(info, data(), count);
    if (!buffer) return Answer(env, kOutOfMemory);
    Skip(count);
  }
  GoOn();
  return Napi::Value(env, buffer);
}

// nullptr when the slab has no room, or memory ran out.
napi_value BodyQueue::Give(const Napi::CallbackInfo& info, const char* bytes, size_t count) {
  napi_env env = info.Env();
  napi_value given = nullptr;
  if (!Slab::IsSmall(count))
    return napi_create_buffer_copy(env, count, bytes, nullptr, &given) == napi_ok ? given : nullptr;
  Slab slab;
  if (!slab.Read(env, info[1], info[2]) || slab.room() < count) return nullptr;
  slab.Take(bytes, count);
  return napi_create_uint32(env, static_cast<uint32_t>(count), &given) == napi_ok ? given : nullptr;
}

Napi::Value BodyQueue::ReadDecoded(const Napi::CallbackInfo& info, size_t most) {
  napi_env env = info.Env();
  if (!addon_->decode_time().IsLeft()) return Answer(env, kLater);
  Room room{scratch->bytes, std::min(most, kLargestDecoded)};
  const size_t before = room.size;
  bool fine = true;
  {
    const DecodeTime::Spending spending(addon_->decode_time());
    fine = Decode(&room);
  }
  const size_t made = before - room.size;
  Napi::Value answer;
  if (made == 0)
    answer = fine ? Nothing(env) : Failure(env);
  else if (napi_value given = Give(info, scratch->bytes, made))
    answer = Napi::Value(env, given);
  else  // kept for the next try, with another slab
    answer = Answer(env, decoded_.Append(scratch->bytes, made) ? kOutOfMemory : kClosed);
  GoOn();
  return answer;
}

// queueReadInto(queue, target): fills the view, and answers the number of bytes, as queueRead.
Napi::Value BodyQueue::ReadInto(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  BytesArgument target;
  if (TypeOf(env, info[1]) == napi_string || target.Read(env, info[1]) != kOk) return Answer(env, kWrongType);
  // The reader gave the view's memory for writing; BytesArgument only reads in other places.
  Room room{const_cast<char*>(target.data()), target.size()};
  Collect(FrontSize() == 0);
  if (MustDecode()) {
    if (!addon_->decode_time().IsLeft()) return Answer(env, kLater);
    const DecodeTime::Spending spending(addon_->decode_time());
    Room decoded{room.data, std::min(room.size, kLargestDecoded)};
    (void)Decode(&decoded);
    room.Skip(static_cast<size_t>(decoded.data - room.data));
  }
  while (room.size > 0 && !MustDecode() && FrontSize() > 0) {
    const size_t part = std::min(FrontSize(), room.size);
    std::memcpy(room.data, data(), part);
    Skip(part);
    room.Skip(part);
  }
  const size_t count = target.size() - room.size;
  Napi::Value answer;
  if (count > 0)
    answer = Napi::Number::New(env, static_cast<double>(count));
  else
    answer = failure_ == CURLE_OK ? Nothing(env) : Failure(env);
  GoOn();
  return answer;
}

Napi::Value BodyQueue::GetSize(const Napi::CallbackInfo& info) {
  Collect();
  return Napi::Number::New(info.Env(), static_cast<double>(size()));
}

// queueNews(queue): takes the events, for a transfer that no multi on the event loop runs.
Napi::Value BodyQueue::GetNews(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), TakeNews(true)); }

// queueClose(queue): the queue will not be read any more. It is destroyed at once, or when its transfer ends; the
// transfer discards further bytes.
Napi::Value BodyQueue::Close(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  closed_ = true;
  news_ = 0;
  if (pipe_) pipe_->Close();
  store_.Clear();
  decoded_.Clear();
  decoder_.reset();
  if (easy_ && !easy_->IsIdle()) return Answer(env, kOk);
  if (easy_)
    easy_->EndQueue();
  else
    End();
  return Answer(env, kOk);
}

}  // namespace curlew
