#pragma once

#include <napi.h>

#include <memory>

#include "files/file_queue.h"
#include "files/inline_writes.h"

namespace curlew {

class Addon;

// Writes bodies to files: at once or, where that takes long, on threads of libuv's pool, those of a turn together.
class FileWriter {
 public:
  static void ExportCalls(Napi::Object exports, Addon* addon);

  // At the end of the environment: waits for the jobs that run; JavaScript learns nothing more.
  void CloseAtExit();

 private:
  class Round;

  Napi::Value Attach(const Napi::CallbackInfo& info);
  Napi::Value Write(const Napi::CallbackInfo& info);
  Napi::Value Start(const Napi::CallbackInfo& info);
  Napi::Value Stop(const Napi::CallbackInfo& info);
  template <Napi::Value (FileWriter::*call)(const Napi::CallbackInfo&)>
  static Napi::Value Call(const Napi::CallbackInfo& info);

  bool IsWorkerNeeded();
  void Report(napi_env env, const std::vector<FileJob>& done);

  InlineWrites inline_writes_;
  std::shared_ptr<FileQueue> queue_ = std::make_shared<FileQueue>();
  Napi::FunctionReference on_done_;
  Napi::Reference<Napi::Int32Array> records_;
  int32_t* record_data_ = nullptr;
  size_t record_capacity_ = 0;
  size_t workers_ = 0;
};

}  // namespace curlew
