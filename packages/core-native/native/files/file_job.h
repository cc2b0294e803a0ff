#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace curlew {

// A body that is whole, for a file: written under the name of its part, then renamed.
struct FileJob {
  // How far it came; FILE_STEPS in src/files/whole-files.ts has the same order.
  enum Step : int { kOpen = 0, kMode = 1, kWrite = 2, kClose = 3, kRename = 4 };

  int32_t id = 0;
  std::string part;
  std::string target;
  // The permissions of the file; -1 for those that new files have.
  int mode = -1;
  // Those of the caller, or of `kept`.
  std::string_view bytes;
  std::unique_ptr<char[]> kept;

  // The step that failed, and its error; 0 for success.
  Step step = kOpen;
  int error = 0;
  // How long it took, in nanoseconds.
  int64_t elapsed = 0;

  // Copies the bytes, for a job that waits.
  void Keep();

  // Blocks; on any thread. After a failure the target is as it was, and there is no part.
  void Run();

 private:
  void RunSteps();
  int Write(int descriptor);
};

}  // namespace curlew
