#include "body/upload_pipe.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "body/body_news.h"

namespace curlew {

namespace {

constexpr size_t kHighWater = 256 * 1024;

}  // namespace

void UploadPipe::Begin() {
  const std::lock_guard<std::mutex> lock(mutex_);
  bytes_.Clear();
  kept_.Clear();
  total_ = 0;
  run_ = 0;
  news_ = 0;
  asked_ = paused_ = ended_ = failed_ = false;
}

UploadPipe::Given UploadPipe::Give(uint32_t run, const char* bytes, size_t count) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (run != run_ || ended_) return Given::kEnough;
  if (count == 0) {
    ended_ = true;
    return Given::kEnough;
  }
  total_ += count;
  if (!bytes_.Append(bytes, count)) return Given::kNoMemory;
  if (reopens_ || total_ > keeps_)
    kept_.Clear();
  else if (!kept_.Append(bytes, count))
    return Given::kNoMemory;
  asked_ = bytes_.size() < kHighWater;
  return asked_ ? Given::kMore : Given::kEnough;
}

bool UploadPipe::Fail(uint32_t run) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (run != run_) return false;
  failed_ = true;
  return true;
}

bool UploadPipe::TakePause() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const bool goes_on = paused_ && (!bytes_.empty() || ended_ || failed_);
  if (goes_on) paused_ = false;
  return goes_on;
}

int UploadPipe::TakeNews() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const int news = news_;
  news_ = 0;
  return news;
}

bool UploadPipe::HasNews() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return news_ != 0;
}

bool UploadPipe::IsPaused() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return paused_;
}

void UploadPipe::Ask() {
  if (asked_ || ended_) return;
  asked_ = true;
  news_ |= BodyNews::kWantsUpload;
}

size_t UploadPipe::Read(char* target, size_t room) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (failed_) return CURL_READFUNC_ABORT;
  const size_t count = std::min(room, bytes_.size());
  if (count == 0 && ended_) return 0;
  if (count > 0) {
    // libcurl gets a count. NOLINTNEXTLINE(bugprone-not-null-terminated-result)
    std::memcpy(target, bytes_.data(), count);
    bytes_.Skip(count);
  }
  if (bytes_.size() < kHighWater / 2) Ask();
  paused_ = count == 0;
  return paused_ ? CURL_READFUNC_PAUSE : count;
}

int UploadPipe::Seek(curl_off_t offset, int origin) {
  if (offset != 0 || origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!reopens_) {
    // Only if everything so far was kept: the limit was not exceeded.
    if (kept_.size() != total_) return CURL_SEEKFUNC_CANTSEEK;
    bytes_.Clear();
    return bytes_.Append(kept_.data(), kept_.size()) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
  }
  bytes_.Clear();
  total_ = 0;
  ended_ = false;
  // JavaScript numbers the runs by counting the events it gets, and two restarts before it gets the first are one.
  if (!(news_ & BodyNews::kRestartsUpload)) ++run_;
  // JavaScript gives bytes as soon as it knows of the restart.
  asked_ = true;
  news_ = BodyNews::kRestartsUpload;
  return CURL_SEEKFUNC_OK;
}

}  // namespace curlew
