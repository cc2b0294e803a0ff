#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "body/body_news.h"
#include "body/body_piece.h"
#include "decode/decoder.h"
#include "support/byte_buffer.h"

namespace curlew {

// Brings the body of a transfer from the network thread to its BodyQueue. Bytes cross in pieces, which change hands
// under a lock; they are copied outside of it.
class BodyPipe {
 public:
  explicit BodyPipe(size_t high_water) : high_water_(high_water) {}
  BodyPipe(const BodyPipe&) = delete;
  BodyPipe& operator=(const BodyPipe&) = delete;

  // The network thread, or a visitor in its place:

  // The length that was announced for the body.
  void Expect(uint64_t length) { expected_ = length; }
  // False when the reader has closed the queue, or memory ran out.
  bool Append(const char* bytes, size_t count);
  // For bytes that are decoded on their way: room for some, `hint` of them if possible; no data when memory ran out.
  // Then how many were written there.
  Room MakeRoom(size_t hint);
  bool Commit(size_t count);
  // Whether the transfer must rest, because the high-water mark is reached. The reader asks it to go on; see TakeRest.
  bool MustRest();
  void HeadersAreThere();
  void EndBody() { AddNews(BodyNews::kWhole); }
  // Gives JavaScript the bytes so far. True if it must be notified: of headers, of bytes that it waits for, or of a
  // rest.
  bool Flush();

  // JavaScript's thread:

  // The pieces that have come; with `awaits`, JavaScript is notified of the next one if there is none.
  std::vector<BodyPiece> Take(bool awaits);
  // Takes those of the wanted events (bits of BodyNews) that have occurred.
  int TakeNews(int wanted);
  void NoteRead(size_t count) { waiting_ -= count; }
  // Whether the transfer rests because its reader was notified of bytes and does not read them. Reading changes it, and
  // so do the notifications of Flush.
  bool IsHeld();
  bool Rests() const { return rests_; }
  // Whether the transfer rests although there is room again, so that it must be resumed.
  bool TakeRest() { return waiting_ < high_water_ && rests_.exchange(false); }
  void Close() { closed_ = true; }

 private:
  bool IsFull() const { return waiting_ >= high_water_; }
  void AddNews(int news);
  void FinishPiece();

  const size_t high_water_;
  // Bytes that were received and not read.
  std::atomic<size_t> waiting_{0};
  std::atomic<bool> rests_{false};
  std::atomic<bool> closed_{false};

  // The side of the transfer.
  uint64_t expected_ = 0;
  uint64_t received_ = 0;
  bool told_headers_ = false;
  bool tells_rest_ = false;
  ByteBuffer filling_;
  std::vector<BodyPiece> filled_;

  std::mutex mutex_;  // what is below
  std::vector<BodyPiece> pieces_;
  int news_ = 0;
  bool awaited_ = true;
};

}  // namespace curlew
