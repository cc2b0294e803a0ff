#pragma once

#include <curl/curl.h>

#include <cstdint>

namespace curlew {

// Tracks the options that may make libcurl answer a response with a request of its own; the headers of such a response
// are not the final ones.
class AnswerRules {
 public:
  // Called for each option that was set.
  void NoteNumber(CURLoption option, int64_t number);
  void NoteText(CURLoption option, bool is_set);

  // Whether libcurl may answer a response of this status code with another request. It then delivers no body of the
  // response.
  bool MayAnswer(CURL* curl, int code, bool has_location) const;

 private:
  enum Setting : unsigned {
    kFollow = 1,
    kUserPassword = 2,
    kUser = 4,
    kPassword = 8,
    kBearer = 16,
    kNetrc = 32,
    kSignature = 64,
    kAuthType = 128,
    kCredentials = kUserPassword | kUser | kPassword | kBearer | kNetrc | kSignature | kAuthType,
    // A method that begins with an empty request (NTLM, Negotiate) is set, for the server or the proxy.
    kHostSteps = 256,
    kProxySteps = 512,
    kSteps = kHostSteps | kProxySteps,
  };

  void Note(unsigned setting, bool on) { set_ = on ? set_ | setting : set_ & ~setting; }

  unsigned set_ = 0;
};

}  // namespace curlew
