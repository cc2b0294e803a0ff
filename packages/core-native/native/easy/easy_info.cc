#include <cstring>

#include "easy/easy.h"
#include "network/network_thread.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

namespace {

// The answer of one call of curl_easy_getinfo, by the type that the info's number carries.
class InfoReader {
 public:
  // as_bytes: text is answered as bytes instead of a string, for which it would have to be UTF-8.
  InfoReader(Napi::Env env, CURL* curl, CURLINFO info, bool as_bytes)
      : env_(env), curl_(curl), info_(info), as_bytes_(as_bytes) {}

  // Empty when libcurl refuses; code() then tells why.
  Napi::Value Read() {
    switch (info_ & CURLINFO_TYPEMASK) {
      case CURLINFO_STRING:
        return ReadString();
      case CURLINFO_LONG:
        return ReadAs<long>(
            [](Napi::Env env, long value) { return Napi::Number::New(env, static_cast<double>(value)); });
      case CURLINFO_DOUBLE:
        return ReadAs<double>([](Napi::Env env, double value) { return Napi::Number::New(env, value); });
      case CURLINFO_OFF_T:
        return ReadAs<curl_off_t>(
            [](Napi::Env env, curl_off_t value) { return Napi::Number::New(env, static_cast<double>(value)); });
      case CURLINFO_SOCKET:
        return ReadAs<curl_socket_t>([](Napi::Env env, curl_socket_t value) { return Napi::Number::New(env, value); });
      case CURLINFO_SLIST:
        return ReadList();
      default:
        code_ = kUnknownOption;
        return Napi::Value();
    }
  }

  int code() const { return code_; }

 private:
  template <typename T, typename Make>
  Napi::Value ReadAs(Make make) {
    T value{};
    code_ = curl_easy_getinfo(curl_, info_, &value);
    return code_ == CURLE_OK ? Napi::Value(make(env_, value)) : Napi::Value();
  }

  Napi::Value ReadString() {
    // PRIVATE holds this addon's own pointer, which libcurl types as a string.
    if (info_ == CURLINFO_PRIVATE) return Refuse(kReserved);
    char* text = nullptr;
    code_ = curl_easy_getinfo(curl_, info_, &text);
    if (code_ != CURLE_OK) return Napi::Value();
    return text ? TextOf(text) : Napi::Value(env_.Null());
  }

  Napi::Value TextOf(const char* text) const {
    if (!as_bytes_) return Napi::String::New(env_, text);
    return Napi::Buffer<char>::Copy(env_, text, std::strlen(text));
  }

  Napi::Value ListOf(const curl_slist* list) const {
    Napi::Array array = Napi::Array::New(env_);
    for (uint32_t index = 0; list; list = list->next) array.Set(index++, TextOf(list->data));
    return array;
  }

  Napi::Value CertificatesOf(const curl_certinfo* info) const {
    Napi::Array chain = Napi::Array::New(env_);
    for (int index = 0; info && index < info->num_of_certs; ++index)
      chain.Set(static_cast<uint32_t>(index), ListOf(info->certinfo[index]));
    return chain;
  }

  // Lists and pointers share a type number, so only known infos are read.
  Napi::Value ReadList() {
    if (info_ == CURLINFO_CERTINFO) {
      curl_certinfo* chain = nullptr;
      code_ = curl_easy_getinfo(curl_, info_, &chain);
      return code_ == CURLE_OK ? CertificatesOf(chain) : Napi::Value();
    }
    if (info_ == CURLINFO_TLS_SSL_PTR || info_ == CURLINFO_TLS_SESSION) return ReadTls();
    if (info_ != CURLINFO_COOKIELIST && info_ != CURLINFO_SSL_ENGINES) return Refuse(kUnsupported);
    curl_slist* raw = nullptr;
    code_ = curl_easy_getinfo(curl_, info_, &raw);
    const SlistHandle list(raw);
    return code_ == CURLE_OK ? ListOf(list.get()) : Napi::Value();
  }

  // [backend, address]: the address is useful to other native code only.
  Napi::Value ReadTls() {
    curl_tlssessioninfo* session = nullptr;
    code_ = curl_easy_getinfo(curl_, info_, &session);
    if (code_ != CURLE_OK) return Napi::Value();
    Napi::Array pair = Napi::Array::New(env_, 2);
    pair.Set(0u, Napi::Number::New(env_, session ? session->backend : CURLSSLBACKEND_NONE));
    pair.Set(1u, session && session->internals
                     ? Napi::Value(Napi::BigInt::New(
                           env_, static_cast<uint64_t>(reinterpret_cast<uintptr_t>(session->internals))))
                     : Napi::Value(env_.Null()));
    return pair;
  }

  Napi::Value Refuse(int code) {
    code_ = code;
    return Napi::Value();
  }

  Napi::Env env_;
  CURL* curl_;
  CURLINFO info_;
  bool as_bytes_;
  int code_ = kOk;
};

}  // namespace

// getInfo(id[, asBytes]): answers the value, or a box { failed: status }: a plain number could be a value.
Napi::Value Easy::GetInfo(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int status = kClosed;
  int64_t id = 0;
  if (handle_ && ReadInteger(env, info[0], 0, INT32_MAX, &id) == kOk) {
    // The cookies may be a share's.
    const NetworkVisit visit(id == CURLINFO_COOKIELIST ? NetworkOfShare() : nullptr);
    InfoReader reader(env, handle_.get(), static_cast<CURLINFO>(id), info.Length() > 1);
    Napi::Value value = reader.Read();
    if (!value.IsEmpty()) return value;
    status = reader.code();
  } else if (handle_) {
    status = kUnknownOption;
  }
  return FailedWith(env, status);
}

}  // namespace curlew
