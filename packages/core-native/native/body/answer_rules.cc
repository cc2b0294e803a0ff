#include "body/answer_rules.h"

#include <cstring>

namespace curlew {

namespace {

const char* InfoText(CURL* curl, CURLINFO info) {
  char* text = nullptr;
  return curl_easy_getinfo(curl, info, &text) == CURLE_OK && text ? text : "";
}

bool IsWithoutBody(const char* method) { return std::strcmp(method, "GET") == 0 || std::strcmp(method, "HEAD") == 0; }

bool HasSteps(int64_t types) { return (types & (CURLAUTH_NTLM | CURLAUTH_NEGOTIATE)) != 0; }

}  // namespace

void AnswerRules::NoteNumber(CURLoption option, int64_t number) {
  switch (option) {
    case CURLOPT_FOLLOWLOCATION:
      return Note(kFollow, number != 0);
    case CURLOPT_NETRC:
      return Note(kNetrc, number != 0);
    case CURLOPT_HTTPAUTH:
      Note(kHostSteps, HasSteps(number));
      return Note(kAuthType, number != 0);
    case CURLOPT_PROXYAUTH:
      return Note(kProxySteps, HasSteps(number));
    default:
      return;
  }
}

void AnswerRules::NoteText(CURLoption option, bool is_set) {
  switch (option) {
    case CURLOPT_USERPWD:
      return Note(kUserPassword, is_set);
    case CURLOPT_USERNAME:
      return Note(kUser, is_set);
    case CURLOPT_PASSWORD:
      return Note(kPassword, is_set);
    case CURLOPT_XOAUTH2_BEARER:
      return Note(kBearer, is_set);
    case CURLOPT_AWS_SIGV4:
      return Note(kSignature, is_set);
    default:
      return;
  }
}

bool AnswerRules::MayAnswer(CURL* curl, int code, bool has_location) const {
  switch (code) {
    case 401:
      // The URL may hold credentials as well, and so may that of a redirect.
      return (set_ & kCredentials) || std::strchr(InfoText(curl, CURLINFO_EFFECTIVE_URL), '@');
    case 407:  // the proxy, and its credentials, may come from the environment
    case 417:  // the request is repeated without "Expect: 100-continue"
      return true;
    default:
      break;
  }
  if (code >= 300 && code < 400) return has_location && (set_ & kFollow);
  // The server accepted the empty request that such a method begins with: the real one follows.
  return code < 300 && (set_ & kSteps) && !IsWithoutBody(InfoText(curl, CURLINFO_EFFECTIVE_METHOD));
}

}  // namespace curlew
