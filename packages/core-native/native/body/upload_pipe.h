#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "body/byte_queue.h"

namespace curlew {

// Brings the bytes of an upload from JavaScript to the network thread. JavaScript gives them ahead, until the
// high-water mark is reached, and is told when there is room again. A run is one reading of the source from its
// beginning.
class UploadPipe {
 public:
  // With `reopens`, JavaScript can read the source once more; otherwise that many of its first bytes are kept for that.
  UploadPipe(bool reopens, size_t keeps) : reopens_(reopens), keeps_(keeps) {}
  UploadPipe(const UploadPipe&) = delete;
  UploadPipe& operator=(const UploadPipe&) = delete;

  // JavaScript's thread:

  // For each transfer, before it starts: the first run begins.
  void Begin();
  enum class Given { kMore, kEnough, kNoMemory };
  // The next bytes of a run, or without bytes its end. Those of an earlier run are dropped.
  Given Give(uint32_t run, const char* bytes, size_t count);
  // The source of a run has failed, and with it the transfer. False for an earlier run, whose failure does not count.
  bool Fail(uint32_t run);
  // Whether the transfer waits for bytes that have come meanwhile, so that it must be resumed.
  bool TakePause();
  // Takes the events, bits of BodyNews.
  int TakeNews();

  // The network thread; both answer in libcurl's terms:

  size_t Read(char* target, size_t room);
  int Seek(curl_off_t offset, int origin);
  // Whether JavaScript has to be told something.
  bool HasNews();
  // Whether the transfer still has to wait for bytes.
  bool IsPaused();

 private:
  void Ask();

  const bool reopens_;
  const size_t keeps_;
  std::mutex mutex_;  // all of what is below
  ByteQueue bytes_;
  ByteQueue kept_;      // the first bytes of the source, for a restart
  uint64_t total_ = 0;  // bytes given in this run
  uint32_t run_ = 0;
  int news_ = 0;
  bool asked_ = false;   // JavaScript knows that it is to give bytes
  bool paused_ = false;  // the transfer waits for bytes
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace curlew
