#include "files/file_job.h"

#include <algorithm>
#include <chrono>

#include "platform/files.h"

namespace curlew {

void FileJob::Keep() {
  kept.reset(new char[bytes.size()]);
  std::copy(bytes.begin(), bytes.end(), kept.get());
  bytes = std::string_view(kept.get(), bytes.size());
}

void FileJob::Run() {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  RunSteps();
  elapsed = std::chrono::nanoseconds(Clock::now() - start).count();
}

void FileJob::RunSteps() {
  step = kOpen;
  const int descriptor = OpenNewFile(part);
  error = descriptor < 0 ? descriptor : Write(descriptor);
  if (error == 0) {
    step = kRename;
    error = RenameOver(part, target);
  }
  // Without a descriptor the part is not ours.
  if (error != 0 && descriptor >= 0) RemoveFile(part);
}

int FileJob::Write(int descriptor) {
  step = kMode;
  int failure = mode < 0 ? 0 : SetFileMode(descriptor, mode);
  if (failure == 0) {
    step = kWrite;
    failure = WriteAll(descriptor, bytes.data(), bytes.size());
  }
  const int closed = CloseFile(descriptor);
  if (failure != 0) return failure;
  // Where a write is only passed on, as to a server, its failure can show up here.
  step = kClose;
  return closed;
}

}  // namespace curlew
