// The body queues of a multi's handles: reports their events to JavaScript, and resumes paused transfers.

#include <uv.h>

#include <algorithm>

#include "body/body_queue.h"
#include "easy/decode_turn.h"
#include "easy/easy.h"
#include "multi/multi.h"

namespace curlew {

namespace {

void Drop(std::vector<Easy*>* list, Easy* easy) {
  list->erase(std::remove(list->begin(), list->end(), easy), list->end());
}

}  // namespace

void Multi::HasNews(Easy* easy) {
  // A program that drives the multi itself asks the queue for events.
  if (!driver_ || easy->stay().has_news) return;
  easy->stay().has_news = true;
  with_news_.push_back(easy);
  if (!in_turn_) driver_->AskForTurn();
}

size_t Multi::RecordNews(size_t count) {
  size_t told = 0;
  size_t looked_at = 0;
  while (looked_at < with_news_.size() && count + told < record_capacity_) {
    Easy* const easy = with_news_[looked_at++];
    easy->stay().has_news = false;
    const int news = easy->TakeNews();
    if (news != 0) Record(count + told++, easy->id(), -news);
  }
  with_news_.erase(with_news_.begin(), with_news_.begin() + static_cast<ptrdiff_t>(looked_at));
  return told;
}

void Multi::CountHeld(Easy* easy, bool held) {
  if (easy->stay().held == held) return;
  easy->stay().held = held;
  held ? ++held_ : --held_;
}

void Multi::GoOn(Easy* easy) {
  if (IsInside()) {
    if (easy->stay().goes_on) return;
    easy->stay().goes_on = true;
    going_on_.push_back(easy);
    // The driver goes first when the multi is closed.
    if (driver_) driver_->AskForTurn();
    return;
  }
  CURLcode code;
  {
    Inside inside(this);
    code = easy->ApplyPause();
  }
  // Without a connection libcurl refuses: the transfer has not begun, or has just ended.
  if (code != CURLE_OK && code != CURLE_BAD_FUNCTION_ARGUMENT) {
    // libcurl reports the failure only here, and the transfer would stand still for ever.
    failures_.emplace_back(easy->id(), code);
    Release(easy);
    driver_->AskForTurn();
  }
  UpdateActivity();
}

void Multi::GoOnHeld() {
  while (!going_on_.empty()) {
    Easy* const easy = going_on_.back();
    going_on_.pop_back();
    easy->stay().goes_on = false;
    if (!easy->IsHeld()) GoOn(easy);
  }
}

uint64_t Multi::DecodeDeadline() {
  if (decode_deadline_ == 0 || !in_turn_) decode_deadline_ = uv_hrtime() + kDecodeBudget;
  return decode_deadline_;
}

void Multi::DecodeLater(Easy* easy) {
  easy->stay().decodes = true;
  decoding_.push_back(easy);
  driver_->AskForTurn();
}

void Multi::DecodeWaiting() {
  if (decoding_.empty()) return;
  DecodeInTurn(&decoding_, DecodeDeadline(), [this](Easy* easy, Easy::Decoded decoded) {
    easy->stay().decodes = false;
    if (decoded == Easy::Decoded::kFailed) {
      failures_.emplace_back(easy->id(), easy->ResultOf(CURLE_WRITE_ERROR));
      Release(easy);
    } else if (easy->stay().done) {
      decoded_.push_back(easy);
    } else {
      GoOn(easy);
    }
  });
  if (!decoding_.empty()) driver_->AskForTurn();
}

void Multi::ForgetQueueOf(Easy* easy) {
  CountHeld(easy, false);
  if (easy->stay().has_news) Drop(&with_news_, easy);
  if (easy->stay().goes_on) Drop(&going_on_, easy);
  if (easy->stay().decodes) Drop(&decoding_, easy);
  if (easy->stay().done) Drop(&decoded_, easy);
  easy->stay().has_news = easy->stay().goes_on = easy->stay().decodes = easy->stay().done = false;
  easy->stay().redirected = easy->stay().ends = false;
}

}  // namespace curlew
