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

using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using SlistHandle = std::unique_ptr<curl_slist, FreeSlist>;

}  // namespace curlew
