#include "easy_callbacks.h"

#include <climits>
#include <initializer_list>

#include "easy.h"
#include "support/values.h"

#ifndef CURL_WRITEFUNC_ERROR
#define CURL_WRITEFUNC_ERROR 0xFFFFFFFF
#endif

namespace curlew {

namespace {

constexpr size_t kWriteSlot = 1;
constexpr size_t kHeaderSlot = 2;
constexpr size_t kReadSlot = 3;
constexpr size_t kSeekSlot = 4;
constexpr size_t kTransferInfoSlot = 5;
constexpr size_t kDebugSlot = 6;

constexpr size_t kMostNumbers = 4;

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

// Calls JavaScript with plain numbers; its answer is a number (the guards of src/easy-callbacks.ts see to that).
int CallWithNumbers(Easy* easy, size_t slot, std::initializer_list<double> numbers, int failed) {
  napi_env env = easy->env();
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return failed;
  napi_value argv[kMostNumbers];
  size_t argc = 0;
  for (const double number : numbers) napi_create_double(env, number, &argv[argc++]);
  napi_value result;
  int64_t answer = failed;
  if (!easy->CallJs(slot, argc, argv, &result) || ReadInteger(env, result, INT_MIN, INT_MAX, &answer) != kOk)
    answer = failed;
  napi_close_handle_scope(env, scope);
  return static_cast<int>(answer);
}

// What JavaScript gave for an upload: bytes, or one of libcurl's codes as a number.
size_t CopyAnswer(napi_env env, napi_value result, char* target, size_t room) {
  int64_t code = 0;
  if (TypeOf(env, result) == napi_number)
    return ReadInteger(env, result, 0, INT64_C(0xFFFFFFFF), &code) == kOk ? static_cast<size_t>(code)
                                                                          : CURL_READFUNC_ABORT;
  BytesArgument bytes;
  if (bytes.Read(env, result) != kOk || bytes.size() > room) return CURL_READFUNC_ABORT;
  std::memcpy(target, bytes.data(), bytes.size());
  return bytes.size();
}

size_t OnRead(char* target, size_t size, size_t count, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  // libcurl would read the process's standard input.
  if (!easy->HasCallback(kReadSlot)) return 0;
  napi_env env = easy->env();
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return CURL_READFUNC_ABORT;
  napi_value room;
  napi_value result;
  size_t given = CURL_READFUNC_ABORT;
  if (napi_create_double(env, static_cast<double>(size * count), &room) == napi_ok &&
      easy->CallJs(kReadSlot, 1, &room, &result))
    given = CopyAnswer(env, result, target, size * count);
  napi_close_handle_scope(env, scope);
  return given;
}

int OnSeek(void* data, curl_off_t offset, int origin) {
  return CallWithNumbers(static_cast<Easy*>(data), kSeekSlot,
                         {static_cast<double>(offset), static_cast<double>(origin)}, CURL_SEEKFUNC_FAIL);
}

int OnTransferInfo(void* data, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total,
                   curl_off_t uploaded) {
  return CallWithNumbers(static_cast<Easy*>(data), kTransferInfoSlot,
                         {static_cast<double>(download_total), static_cast<double>(downloaded),
                          static_cast<double>(upload_total), static_cast<double>(uploaded)},
                         1);
}

int OnDebug(CURL*, curl_infotype type, char* bytes, size_t size, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  // Also called by curl_easy_cleanup, when the handle has dropped its callbacks.
  if (!easy->HasCallback(kDebugSlot)) return 0;
  napi_env env = easy->env();
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return 0;
  napi_value argv[2];
  napi_value result;
  if (napi_create_int32(env, type, &argv[0]) == napi_ok &&
      napi_create_buffer_copy(env, size, bytes, nullptr, &argv[1]) == napi_ok)
    (void)easy->CallJs(kDebugSlot, 2, argv, &result);  // libcurl ignores the answer; what is thrown ends the transfer
  napi_close_handle_scope(env, scope);
  return 0;
}

template <typename Function>
constexpr CallbackRow Row(CURLoption option, CURLoption data_option, size_t slot, bool always, Function* trampoline) {
  return {option, data_option, slot, always, reinterpret_cast<void (*)()>(trampoline)};
}

const CallbackRow kRows[] = {
    Row(CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, kWriteSlot, true, &OnWrite),
    Row(CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, kHeaderSlot, true, &OnHeader),
    Row(CURLOPT_READFUNCTION, CURLOPT_READDATA, kReadSlot, true, &OnRead),
    Row(CURLOPT_SEEKFUNCTION, CURLOPT_SEEKDATA, kSeekSlot, false, &OnSeek),
    Row(CURLOPT_XFERINFOFUNCTION, CURLOPT_XFERINFODATA, kTransferInfoSlot, false, &OnTransferInfo),
    Row(CURLOPT_DEBUGFUNCTION, CURLOPT_DEBUGDATA, kDebugSlot, false, &OnDebug),
};

}  // namespace

const CallbackRow* FindCallback(CURLoption option) {
  for (const CallbackRow& row : kRows)
    if (row.option == option) return &row;
  return nullptr;
}

CURLcode InstallCallback(CURL* curl, const CallbackRow& row, Easy* easy) {
  CURLcode code = curl_easy_setopt(curl, row.option, easy ? row.trampoline : nullptr);
  if (code == CURLE_OK) code = curl_easy_setopt(curl, row.data_option, static_cast<void*>(easy));
  return code;
}

CURLcode InstallDefaultCallbacks(CURL* curl, Easy* easy) {
  for (const CallbackRow& row : kRows) {
    const CURLcode code = row.always ? InstallCallback(curl, row, easy) : CURLE_OK;
    if (code != CURLE_OK) return code;
  }
  return CURLE_OK;
}

}  // namespace curlew
