#pragma once

#include <curl/curl.h>

#include <memory>

namespace curlew {

// One owner per C object; nothing else in the addon calls these cleanup functions.
struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeSlist {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};

using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using SlistHandle = std::unique_ptr<curl_slist, FreeSlist>;
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;
using TextHandle = std::unique_ptr<char, FreeText>;  // text that libcurl allocated

}  // namespace curlew
