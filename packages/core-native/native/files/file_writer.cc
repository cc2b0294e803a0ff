#include "files/file_writer.h"

#include <utility>
#include <vector>

#include "addon.h"
#include "support/answers.h"
#include "support/status.h"
#include "support/values.h"

namespace curlew {

namespace {

// The most threads that write at a time. The pool has four, and Node's own file system and name lookups need them too.
constexpr size_t kMostWorkers = 3;
// The number of jobs per thread: while writes are quick, more threads would only wait for the same directory.
constexpr size_t kJobsPerWorker = 16;
// The numbers of each job for JavaScript: its id, the step that failed, the error.
constexpr size_t kRecord = 3;

Status ReadText(napi_env env, napi_value value, std::string* text) {
  BytesArgument argument;
  if (TypeOf(env, value) != napi_string || argument.Read(env, value) != kOk) return kWrongType;
  if (argument.HasNul()) return kNulByte;
  text->assign(argument.data(), argument.size());
  return kOk;
}

}  // namespace

// Some jobs, done by one thread and reported together.
class FileWriter::Round {
 public:
  // False when Node refuses.
  static bool Begin(napi_env env, FileWriter* writer, size_t most) {
    auto round = std::unique_ptr<Round>(new Round(env, writer, most));
    napi_value name = nullptr;
    if (napi_create_string_utf8(env, "CURLEW_FILES", NAPI_AUTO_LENGTH, &name) != napi_ok ||
        napi_create_async_work(env, nullptr, name, Execute, Complete, round.get(), &round->work_) != napi_ok)
      return false;
    if (napi_queue_async_work(env, round->work_) != napi_ok) {
      (void)napi_delete_async_work(env, round->work_);
      return false;
    }
    // Node's until Complete.
    (void)round.release();
    return true;
  }

 private:
  Round(napi_env env, FileWriter* writer, size_t most)
      : addon_(Addon::Of(env)), queue_(writer->queue_), writer_(writer), most_(most) {}

  static void Execute(napi_env, void* data) {
    auto* const round = static_cast<Round*>(data);
    round->queue_->Work(round->most_, &round->done_);
  }

  // On JavaScript's thread.
  static void Complete(napi_env env, napi_status, void* data) {
    const std::unique_ptr<Round> round(static_cast<Round*>(data));
    (void)napi_delete_async_work(env, round->work_);
    FileWriter* const writer = round->writer_;
    --writer->workers_;
    if (round->addon_->closing()) return;
    if (writer->IsWorkerNeeded() && Begin(env, writer, round->most_)) ++writer->workers_;
    writer->Report(env, round->done_);
  }

  const std::shared_ptr<Addon> addon_;  // owns the writer
  const std::shared_ptr<FileQueue> queue_;
  FileWriter* const writer_;
  const size_t most_;
  napi_async_work work_ = nullptr;
  std::vector<FileJob> done_;
};

template <Napi::Value (FileWriter::*call)(const Napi::CallbackInfo&)>
Napi::Value FileWriter::Call(const Napi::CallbackInfo& info) {
  return (static_cast<Addon*>(info.Data())->files().*call)(info);
}

void FileWriter::ExportCalls(Napi::Object exports, Addon* addon) {
  const Napi::Env env = exports.Env();
  exports.Set("filesAttach", Napi::Function::New<Call<&FileWriter::Attach>>(env, "filesAttach", addon));
  exports.Set("filesWrite", Napi::Function::New<Call<&FileWriter::Write>>(env, "filesWrite", addon));
  exports.Set("filesStart", Napi::Function::New<Call<&FileWriter::Start>>(env, "filesStart", addon));
  exports.Set("filesStop", Napi::Function::New<Call<&FileWriter::Stop>>(env, "filesStop", addon));
}

// filesAttach(onDone, records): `onDone(count)` is called with the number of [id, step, error] triples in the
// Int32Array `records`.
Napi::Value FileWriter::Attach(const Napi::CallbackInfo& info) {
  if (!info[0].IsFunction() || !info[1].IsTypedArray()) return Answer(info.Env(), kWrongType);
  on_done_ = Napi::Persistent(info[0].As<Napi::Function>());
  Napi::Int32Array records = info[1].As<Napi::Int32Array>();
  records_ = Napi::Reference<Napi::Int32Array>::New(records, 1);
  record_data_ = records.Data();
  record_capacity_ = records.ElementLength() / kRecord;
  return Answer(info.Env(), kOk);
}

// filesWrite(id, part, target, mode, bytes): answers kOk if the file is written, kLater if it waits for filesStart, a
// box { failed, step } if writing failed.
Napi::Value FileWriter::Write(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  FileJob job;
  int64_t id = 0;
  int64_t mode = -1;
  BytesArgument bytes;
  Status status = ReadInteger(env, info[0], 0, INT32_MAX, &id);
  if (status == kOk) status = ReadText(env, info[1], &job.part);
  if (status == kOk) status = ReadText(env, info[2], &job.target);
  if (status == kOk) status = ReadInteger(env, info[3], -1, INT32_MAX, &mode);
  if (status == kOk) status = bytes.Read(env, info[4]);
  if (status != kOk) return Answer(env, status);
  job.id = static_cast<int32_t>(id);
  job.mode = static_cast<int>(mode);
  job.bytes = std::string_view(bytes.data(), bytes.size());
  if (queue_->IsStopped() || !inline_writes_.MayWrite()) {
    queue_->Add(std::move(job));
    return Answer(env, kLater);
  }
  job.Run();
  inline_writes_.WroteHere(job.elapsed);
  if (job.error == 0) return Answer(env, kOk);
  Napi::Object failure = FailedWith(env, job.error).As<Napi::Object>();
  failure.Set("step", Napi::Number::New(env, job.step));
  return failure;
}

// filesStart(): answers kOutOfMemory if no thread is available.
Napi::Value FileWriter::Start(const Napi::CallbackInfo& info) {
  if (!IsWorkerNeeded()) return Answer(info.Env(), kOk);
  if (record_capacity_ == 0 || !Round::Begin(info.Env(), this, record_capacity_))
    return Answer(info.Env(), workers_ > 0 ? kOk : kOutOfMemory);
  ++workers_;
  return Answer(info.Env(), kOk);
}

// filesStop(): for a process that exits.
Napi::Value FileWriter::Stop(const Napi::CallbackInfo& info) {
  queue_->Stop();
  return Answer(info.Env(), kOk);
}

bool FileWriter::IsWorkerNeeded() {
  const size_t waiting = queue_->size();
  return waiting > kJobsPerWorker * workers_ && workers_ < kMostWorkers;
}

void FileWriter::Report(napi_env env, const std::vector<FileJob>& done) {
  int32_t* record = record_data_;
  for (const FileJob& job : done) {
    *record++ = job.id;
    *record++ = job.step;
    *record++ = job.error;
    inline_writes_.Wrote(job.elapsed);
  }
  napi_value count = nullptr;
  napi_value self = nullptr;
  // Fails only if JavaScript cannot run any more; the function itself does not throw.
  if (napi_create_uint32(env, static_cast<uint32_t>(done.size()), &count) == napi_ok &&
      napi_get_undefined(env, &self) == napi_ok)
    (void)napi_call_function(env, self, on_done_.Value(), 1, &count, nullptr);
}

void FileWriter::CloseAtExit() {
  queue_->Stop();
  on_done_.Reset();
  records_.Reset();
}

}  // namespace curlew
