#include "body/final_headers.h"

#include <cstring>

namespace curlew {

namespace {

bool IsBlankLine(const char* line, size_t size) { return size > 0 && (line[0] == '\r' || line[0] == '\n'); }

bool IsStatusLine(const char* line, size_t size) { return size > 5 && std::memcmp(line, "HTTP/", 5) == 0; }

// The number behind the first blank, 0 when there is none.
int StatusCode(const char* line, size_t size) {
  const char* const end = line + size;
  const char* at = static_cast<const char*>(std::memchr(line, ' ', size));
  while (at && at < end && *at == ' ') ++at;
  int code = 0;
  for (; at && at < end && *at >= '0' && *at <= '9' && code < 1000; ++at) code = 10 * code + (*at - '0');
  return code;
}

// The value of the field if the line has that name ("name:"), else nullptr.
const char* ValueOf(const char* line, size_t size, const char* name) {
  const size_t length = std::strlen(name);
  return size >= length && curl_strnequal(line, name, length) ? line + length : nullptr;
}

// The redirect statuses of the Fetch standard.
bool IsRedirect(int code) { return code == 301 || code == 302 || code == 303 || code == 307 || code == 308; }

long InfoNumber(CURL* curl, CURLINFO info) {
  long number = 0;
  return curl_easy_getinfo(curl, info, &number) == CURLE_OK ? number : 0;
}

}  // namespace

void FinalHeaders::Reset() {
  state_ = State::kNothing;
  is_redirect_ = false;
  content_encoding_.clear();
}

void FinalHeaders::TakeLine(CURL* curl, const AnswerRules& rules, const char* line, size_t size) {
  if (state_ == State::kFound) return;
  if (state_ != State::kInBlock) {
    // A pending block is followed by another block, or by its trailers.
    if (state_ == State::kPending && !IsStatusLine(line, size)) return;
    BeginBlock(line, size);
  } else if (IsBlankLine(line, size)) {
    EndBlock(curl, rules);
  } else {
    TakeField(line, size);
  }
}

void FinalHeaders::BeginBlock(const char* line, size_t size) {
  state_ = State::kInBlock;
  code_ = StatusCode(line, size);
  has_location_ = to_http2_ = false;
  content_encoding_.clear();
}

void FinalHeaders::TakeField(const char* line, size_t size) {
  // The first letter is enough for most lines.
  switch (*line | 0x20) {
    case 'c':
      if (const char* value = ValueOf(line, size, "content-encoding:")) {
        if (!content_encoding_.empty()) content_encoding_ += ',';
        content_encoding_.append(value, static_cast<size_t>(line + size - value));
      }
      break;
    case 'l':
      has_location_ |= ValueOf(line, size, "location:") != nullptr;
      break;
    case 'u':
      if (const char* value = ValueOf(line, size, "upgrade:"))
        to_http2_ |= std::string(value, static_cast<size_t>(line + size - value)).find("h2c") != std::string::npos;
      break;
    default:
      break;
  }
}

void FinalHeaders::EndBlock(CURL* curl, const AnswerRules& rules) {
  // 101 is final in HTTP/1.1, but after libcurl's own upgrade to HTTP/2 the response follows.
  const bool interim = code_ >= 100 && code_ < 200 && (code_ != 101 || to_http2_);
  // libcurl keeps the status code of the answer to CONNECT apart. (SUPPRESS_CONNECT_HEADERS is the better way: the
  // block is then not delivered at all.)
  const bool of_connect =
      code_ == InfoNumber(curl, CURLINFO_HTTP_CONNECTCODE) && code_ != InfoNumber(curl, CURLINFO_RESPONSE_CODE);
  if (interim || of_connect) return Reset();
  is_redirect_ = has_location_ && IsRedirect(code_);
  state_ = code_ == 0 || rules.MayAnswer(curl, code_, has_location_) ? State::kPending : State::kFound;
}

}  // namespace curlew
