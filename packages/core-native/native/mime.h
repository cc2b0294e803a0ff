#pragma once

#include <curl/curl.h>
#include <napi.h>

#include <memory>
#include <vector>

namespace curlew {

class Easy;
class Mime;
using MimeHandle = std::unique_ptr<Mime>;

// The curl_mime of one handle's MIMEPOST, built from a description (src/mime/mime.ts) when the option is set.
// JavaScript never holds a part of it, so no part can outlive its whole.
class Mime {
 public:
  // `description` is [parts, functions]. A part is [kind, content, name, type, filename, encoder, headers, size], where
  // content is bytes, a path, the position of a read and a seek function in `functions`, or further parts. Answers a
  // status; `functions` must be in the handle's slot before the mime is used.
  static int Build(Easy* easy, napi_value description, MimeHandle* result, napi_value* functions);

  Mime(const Mime&) = delete;
  Mime& operator=(const Mime&) = delete;
  ~Mime() { curl_mime_free(handle_); }

  curl_mime* handle() const { return handle_; }
  // For the content of one of its parts.
  bool CallsJavaScript() const { return !functions_.empty(); }

 private:
  // The data pointer that libcurl passes to the callbacks of a part.
  struct Functions {
    Easy* easy;
    uint32_t read;
  };

  Mime(Easy* easy, curl_mime* handle) : easy_(easy), handle_(handle) {}
  int AddParts(napi_env env, curl_mime* mime, napi_value parts);
  int FillPart(napi_env env, curl_mimepart* part, napi_value description);
  int SetContent(napi_env env, curl_mimepart* part, int64_t kind, napi_value content, napi_value size);
  int AddCallback(napi_env env, curl_mimepart* part, napi_value content, napi_value size);
  static size_t OnRead(char* target, size_t size, size_t count, void* functions);
  static int OnSeek(void* functions, curl_off_t offset, int origin);

  Easy* easy_;
  curl_mime* handle_;
  std::vector<std::unique_ptr<Functions>> functions_;
};

}  // namespace curlew
