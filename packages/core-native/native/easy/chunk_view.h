#pragma once

#include <cstddef>
#include <cstdint>

namespace curlew {

struct ShownChunk {
  const char* bytes = nullptr;
  size_t size = 0;
  uint32_t generation = 0;
};

// A chunk that libcurl shows to a callback, for as long as the callback runs. JavaScript holds the generation, never
// the address, so a view that was kept is detected as stale. (An external ArrayBuffer could be detached as well, but
// its owner could have moved the memory elsewhere before, with ArrayBuffer.prototype.transfer.)
class ChunkView {
 public:
  // Shows bytes within its scope. A nested callback shows its own; afterwards the outer ones are shown again.
  class Showing {
   public:
    Showing(ChunkView& view, const char* bytes, size_t size) : view_(view), outer_(view.shown_) {
      view_.shown_ = {bytes, size, ++view_.last_generation_};
    }
    ~Showing() { view_.shown_ = outer_; }
    Showing(const Showing&) = delete;
    Showing& operator=(const Showing&) = delete;

   private:
    ChunkView& view_;
    const ShownChunk outer_;
  };

  bool IsShowing(int64_t generation) const { return shown_.bytes && generation == shown_.generation; }
  uint32_t generation() const { return shown_.generation; }
  const char* bytes() const { return shown_.bytes; }
  size_t size() const { return shown_.size; }

 private:
  ShownChunk shown_;
  uint32_t last_generation_ = 0;
};

}  // namespace curlew
