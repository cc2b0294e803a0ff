#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <string>

#include "body/answer_rules.h"

namespace curlew {

// Finds, among the header lines of a transfer, the end of the block that belongs to the body. The blocks of an interim
// response (1xx), of a proxy's answer to CONNECT, and of a response that libcurl answers itself do not count.
class FinalHeaders {
 public:
  void Reset();

  // One header line, as libcurl's header callback gets it. Trailers come here, too, and are ignored.
  void TakeLine(CURL* curl, const AnswerRules& rules, const char* line, size_t size);
  // The first byte of a body has come, or the transfer has succeeded: the last block is final.
  void Settle() {
    if (state_ != State::kNothing) state_ = State::kFound;
  }

  bool found() const { return state_ == State::kFound; }
  // Whether the headers are those of a redirect that libcurl does not follow; if it did, the block would be pending.
  bool redirect() const { return state_ == State::kFound && is_redirect_; }
  // The values of the Content-Encoding lines, separated by commas.
  const std::string& content_encoding() const { return content_encoding_; }

 private:
  enum class State { kNothing, kInBlock, kPending, kFound };

  void BeginBlock(const char* line, size_t size);
  void TakeField(const char* line, size_t size);
  void EndBlock(CURL* curl, const AnswerRules& rules);

  State state_ = State::kNothing;
  int code_ = 0;
  bool has_location_ = false;
  bool to_http2_ = false;
  bool is_redirect_ = false;
  std::string content_encoding_;
};

}  // namespace curlew
