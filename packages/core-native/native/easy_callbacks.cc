#include "easy_callbacks.h"

#include "easy.h"
#include "support/values.h"

#ifndef CURL_WRITEFUNC_ERROR
#define CURL_WRITEFUNC_ERROR 0xFFFFFFFF
#endif

namespace curlew {

namespace {

constexpr size_t kWriteSlot = 1;
constexpr size_t kHeaderSlot = 2;

// A chunk callback: JavaScript gets its own copy of the bytes and answers with a count (src/easy-callbacks.ts turns
// what the user returned into one, and throws at anything that is none).
size_t CallWithChunk(Easy* easy, size_t slot, const char* bytes, size_t count) {
  napi_env env = easy->env();
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return CURL_WRITEFUNC_ERROR;
  size_t taken = CURL_WRITEFUNC_ERROR;
  napi_value chunk;
  napi_value result;
  if (napi_create_buffer_copy(env, count, bytes, nullptr, &chunk) == napi_ok &&
      easy->CallJs(slot, 1, &chunk, &result)) {
    int64_t answer = 0;
    if (ReadInteger(env, result, 0, INT64_C(0xFFFFFFFF), &answer) == kOk) taken = static_cast<size_t>(answer);
  }
  napi_close_handle_scope(env, scope);
  return taken;
}

size_t OnWrite(char* bytes, size_t size, size_t count, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  if (easy->HasCallback(kWriteSlot)) return CallWithChunk(easy, kWriteSlot, bytes, size * count);
  return easy->sinks().TakeBody(easy->curl(), bytes, size * count);
}

size_t OnHeader(char* bytes, size_t size, size_t count, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  if (easy->HasCallback(kHeaderSlot)) return CallWithChunk(easy, kHeaderSlot, bytes, size * count);
  return easy->sinks().TakeHeader(bytes, size * count);
}

const CallbackRow kRows[] = {
    {CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, kWriteSlot, reinterpret_cast<void (*)()>(&OnWrite)},
    {CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, kHeaderSlot, reinterpret_cast<void (*)()>(&OnHeader)},
};

}  // namespace

const CallbackRow* FindCallback(CURLoption option) {
  for (const CallbackRow& row : kRows)
    if (row.option == option) return &row;
  return nullptr;
}

CURLcode InstallSinks(CURL* curl, Easy* easy) {
  for (const CallbackRow& row : kRows) {
    CURLcode code = curl_easy_setopt(curl, row.option, row.trampoline);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, row.data_option, static_cast<void*>(easy));
    if (code != CURLE_OK) return code;
  }
  return CURLE_OK;
}

}  // namespace curlew
