#include "callbacks/table.h"

#include "callbacks/trampolines.h"
#include "easy/easy.h"

#ifndef CURL_WRITEFUNC_ERROR
#define CURL_WRITEFUNC_ERROR 0xFFFFFFFF
#endif

namespace curlew {

namespace {

template <typename Function>
constexpr CallbackRow Row(CURLoption option, CURLoption data_option, Slot slot, bool always, int64_t abort,
                          Function* trampoline) {
  return {option, data_option, slot, always, abort, reinterpret_cast<void (*)()>(trampoline)};
}

const CallbackRow kRows[] = {
    Row(CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, kWriteSlot, true, CURL_WRITEFUNC_ERROR, &OnWrite),
    Row(CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, kHeaderSlot, true, CURL_WRITEFUNC_ERROR, &OnHeader),
    Row(CURLOPT_READFUNCTION, CURLOPT_READDATA, kReadSlot, true, CURL_READFUNC_ABORT, &OnRead),
    Row(CURLOPT_SEEKFUNCTION, CURLOPT_SEEKDATA, kSeekSlot, false, CURL_SEEKFUNC_FAIL, &OnSeek),
    Row(CURLOPT_IOCTLFUNCTION, CURLOPT_IOCTLDATA, kIoctlSlot, false, CURLIOE_FAILRESTART, &OnIoctl),
    Row(CURLOPT_TRAILERFUNCTION, CURLOPT_TRAILERDATA, kTrailerSlot, false, CURL_TRAILERFUNC_ABORT, &OnTrailer),
    Row(CURLOPT_INTERLEAVEFUNCTION, CURLOPT_INTERLEAVEDATA, kInterleaveSlot, false, CURL_WRITEFUNC_ERROR,
        &OnInterleave),
    Row(CURLOPT_XFERINFOFUNCTION, CURLOPT_XFERINFODATA, kTransferInfoSlot, false, 1, &OnTransferInfo),
    Row(CURLOPT_PROGRESSFUNCTION, CURLOPT_XFERINFODATA, kProgressSlot, false, 1, &OnProgress),
    Row(CURLOPT_DEBUGFUNCTION, CURLOPT_DEBUGDATA, kDebugSlot, false, 0, &OnDebug),
    Row(CURLOPT_OPENSOCKETFUNCTION, CURLOPT_OPENSOCKETDATA, kOpenSocketSlot, false, CURL_SOCKET_BAD, &OnOpenSocket),
    Row(CURLOPT_SOCKOPTFUNCTION, CURLOPT_SOCKOPTDATA, kSockOptSlot, true, CURL_SOCKOPT_ERROR, &OnSockOpt),
    Row(CURLOPT_CLOSESOCKETFUNCTION, CURLOPT_CLOSESOCKETDATA, kCloseSocketSlot, true, 1, &OnCloseSocket),
#if CURL_AT_LEAST_VERSION(7, 80, 0)
    Row(CURLOPT_PREREQFUNCTION, CURLOPT_PREREQDATA, kPrereqSlot, false, CURL_PREREQFUNC_ABORT, &OnPrereq),
#endif
    Row(CURLOPT_RESOLVER_START_FUNCTION, CURLOPT_RESOLVER_START_DATA, kResolverStartSlot, false, 1, &OnResolverStart),
    Row(CURLOPT_FNMATCH_FUNCTION, CURLOPT_FNMATCH_DATA, kFnMatchSlot, false, CURL_FNMATCHFUNC_FAIL, &OnFnMatch),
    Row(CURLOPT_CHUNK_BGN_FUNCTION, CURLOPT_CHUNK_DATA, kChunkBeginSlot, false, CURL_CHUNK_BGN_FUNC_FAIL,
        &OnChunkBegin),
    Row(CURLOPT_CHUNK_END_FUNCTION, CURLOPT_CHUNK_DATA, kChunkEndSlot, false, CURL_CHUNK_END_FUNC_FAIL, &OnChunkEnd),
    Row(CURLOPT_HSTSREADFUNCTION, CURLOPT_HSTSREADDATA, kHstsReadSlot, false, CURLSTS_FAIL, &OnHstsRead),
    Row(CURLOPT_HSTSWRITEFUNCTION, CURLOPT_HSTSWRITEDATA, kHstsWriteSlot, false, CURLSTS_FAIL, &OnHstsWrite),
    Row(CURLOPT_SSH_KEYFUNCTION, CURLOPT_SSH_KEYDATA, kSshKeySlot, false, CURLKHSTAT_REJECT, &OnSshKey),
#if CURL_AT_LEAST_VERSION(7, 84, 0)
    Row(CURLOPT_SSH_HOSTKEYFUNCTION, CURLOPT_SSH_HOSTKEYDATA, kSshHostKeySlot, false, CURLKHMATCH_MISMATCH,
        &OnSshHostKey),
#endif
    Row(CURLOPT_SSL_CTX_FUNCTION, CURLOPT_SSL_CTX_DATA, kSslContextSlot, false, CURLE_ABORTED_BY_CALLBACK,
        &OnSslContext),
};

}  // namespace

const CallbackRow* FindCallback(CURLoption option) {
  for (const CallbackRow& row : kRows)
    if (row.option == option) return &row;
  return nullptr;
}

int64_t AbortValue(size_t slot) {
  for (const CallbackRow& row : kRows)
    if (row.slot == slot) return row.abort;
  return 0;
}

CURLcode InstallCallback(CURL* curl, const CallbackRow& row, Easy* easy, bool on) {
  if (!on && !row.always) {
    // The data stays: two callbacks may share it (CHUNK_DATA, XFERINFODATA).
    return curl_easy_setopt(curl, row.option, nullptr);
  }
  void* data = easy;
  if (row.slot == kCloseSocketSlot) data = on ? CloseSocketToken(easy) : nullptr;
  // The data comes first: a duplicate still has that of its original.
  CURLcode code = curl_easy_setopt(curl, row.data_option, data);
  if (code == CURLE_OK) code = curl_easy_setopt(curl, row.option, row.trampoline);
  return code;
}

CURLcode InstallCallbacks(CURL* curl, Easy* easy, uint64_t callbacks) {
  for (const CallbackRow& row : kRows) {
    const bool on = callbacks >> row.slot & 1;
    if (!on && !row.always) continue;
    const CURLcode code = InstallCallback(curl, row, easy, on);
    if (code != CURLE_OK) return code;
  }
  return CURLE_OK;
}

}  // namespace curlew
