#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "platform/files.h"

namespace curlew {

// The new file that a body goes to once it is too large for memory.
class Spill {
 public:
  // A body of up to this size stays in memory.
  static constexpr size_t kInMemory = 64 * 1024;
  // If there is no descriptor, a body waits in memory for one up to this size.
  static constexpr size_t kWithoutDescriptor = 16 * 1024 * 1024;

  Spill() = default;
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;
  ~Spill() { (void)Close(); }

  // The file, which is created when it is needed. An empty path for none. `mode`: its permissions, or -1.
  void Set(std::string path, int mode) {
    (void)Close();
    path_ = std::move(path);
    mode_ = mode;
  }
  bool IsSet() const { return !path_.empty(); }
  const std::string& path() const { return path_; }

  // Answers 0 or an error.
  int Open() {
    const int opened = OpenNewFile(path_);
    if (opened < 0) return opened;
    descriptor_ = opened;
    const int error = mode_ < 0 ? 0 : SetFileMode(opened, mode_);
    if (error != 0) (void)Close();
    return error;
  }

  // -1 before it is opened.
  int descriptor() const { return descriptor_; }
  // Answers 0 or an error. May be called again.
  int Close() { return descriptor_ < 0 ? 0 : CloseFile(std::exchange(descriptor_, -1)); }

 private:
  std::string path_;
  int mode_ = -1;
  int descriptor_ = -1;
};

}  // namespace curlew
