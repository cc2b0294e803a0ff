// The callbacks of security: HSTS, SSH keys, TLS contexts.

#include <algorithm>

#include "callbacks/js_call.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"

namespace curlew {

namespace {

// An SSH key is raw bytes with a length, or terminated base64.
void AddKey(JsCall& call, const curl_khkey* key) {
  if (!key || !key->key) {
    call.AddNull();
    call.AddNumber(0);
    return;
  }
  call.AddBytes(key->key, key->len ? key->len : std::strlen(key->key));
  call.AddNumber(key->keytype);
}

// Copies an array [host, expire, includeSubDomains] into libcurl's entry; the guard has checked the sizes.
bool FillEntry(napi_env env, napi_value answer, curl_hstsentry* entry) {
  napi_value items[3];
  for (uint32_t index = 0; index < 3; ++index)
    if (napi_get_element(env, answer, index, &items[index]) != napi_ok) return false;
  BytesArgument host, expire;
  bool include = false;
  if (host.Read(env, items[0]) != kOk || expire.Read(env, items[1]) != kOk ||
      napi_get_value_bool(env, items[2], &include) != napi_ok)
    return false;
  if (host.size() >= entry->namelen || expire.size() >= sizeof(entry->expire)) return false;
  std::memcpy(entry->name, host.data(), host.size());
  entry->name[host.size()] = '\0';
  std::memcpy(entry->expire, expire.data(), expire.size());
  entry->expire[expire.size()] = '\0';
  entry->includeSubDomains = include ? 1 : 0;
  return true;
}

}  // namespace

CURLSTScode OnHstsRead(CURL*, curl_hstsentry* entry, void* data) {
  JsCall call(static_cast<Easy*>(data), kHstsReadSlot);
  call.AddNumber(static_cast<double>(entry->namelen));
  if (!call.Run()) return call.Abort<CURLSTScode>();
  if (IsNullish(TypeOf(call.env(), call.result()))) return CURLSTS_DONE;
  return FillEntry(call.env(), call.result(), entry) ? CURLSTS_OK : CURLSTS_FAIL;
}

CURLSTScode OnHstsWrite(CURL*, curl_hstsentry* entry, curl_index* index, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  // Also called by curl_easy_cleanup, when a collected handle has dropped its callbacks.
  if (!easy->HasCallback(kHstsWriteSlot)) return CURLSTS_DONE;
  JsCall call(easy, kHstsWriteSlot);
  call.AddText(entry->name, entry->namelen);
  call.AddText(entry->expire);
  call.AddBoolean(entry->includeSubDomains != 0);
  call.AddNumber(static_cast<double>(index->index));
  call.AddNumber(static_cast<double>(index->total));
  return call.RunForNumber<CURLSTScode>();
}

int OnSshKey(CURL*, const curl_khkey* known, const curl_khkey* found, curl_khmatch match, void* data) {
  JsCall call(static_cast<Easy*>(data), kSshKeySlot);
  AddKey(call, known);
  AddKey(call, found);
  call.AddNumber(match);
  return call.RunForNumber<int>();
}

int OnSshHostKey(void* data, int type, const char* key, size_t size) {
  JsCall call(static_cast<Easy*>(data), kSshHostKeySlot);
  call.AddNumber(type);
  call.AddBytes(key, size);
  return call.RunForNumber<int>();
}

CURLcode OnSslContext(CURL*, void* context, void* data) {
  JsCall call(static_cast<Easy*>(data), kSslContextSlot);
  call.AddAddress(context);
  return call.RunForNumber<CURLcode>();
}

}  // namespace curlew
