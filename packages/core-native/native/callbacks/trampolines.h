#pragma once

#include <curl/curl.h>
#include <node_api.h>

#include <cstddef>

namespace curlew {

class Easy;

// The functions that libcurl calls, by subject. `data` is the Easy, except in OnCloseSocket: a connection can outlive
// the handle that opened it (see sockets.cc).

// bodies.cc
size_t OnWrite(char* bytes, size_t size, size_t count, void* data);
size_t OnHeader(char* bytes, size_t size, size_t count, void* data);
size_t OnInterleave(char* bytes, size_t size, size_t count, void* data);
size_t OnRead(char* target, size_t size, size_t count, void* data);
int OnSeek(void* data, curl_off_t offset, int origin);
curlioerr OnIoctl(CURL* curl, int command, void* data);
int OnTrailer(curl_slist** list, void* data);
// Converts JavaScript's answer for an upload, bytes or one of libcurl's codes, to that of a read callback.
size_t CopyAnswer(napi_env env, napi_value answer, char* target, size_t room);

// progress.cc
int OnTransferInfo(void* data, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total,
                   curl_off_t uploaded);
int OnProgress(void* data, double download_total, double downloaded, double upload_total, double uploaded);
int OnDebug(CURL* curl, curl_infotype type, char* bytes, size_t size, void* data);

// sockets.cc
curl_socket_t OnOpenSocket(void* data, curlsocktype purpose, curl_sockaddr* address);
int OnSockOpt(void* data, curl_socket_t socket, curlsocktype purpose);
int OnCloseSocket(void* token, curl_socket_t socket);
int OnPrereq(void* data, char* primary_ip, char* local_ip, int primary_port, int local_port);
int OnResolverStart(void* resolver_state, void* reserved, void* data);
// The value for CLOSESOCKETDATA: a number of the handle that is safe to look up after the handle is gone.
void* CloseSocketToken(Easy* easy);
void ForgetCloseSocketToken(Easy* easy);

// wildcard.cc
int OnFnMatch(void* data, const char* pattern, const char* text);
long OnChunkBegin(const void* file_info, void* data, int remains);
long OnChunkEnd(void* data);

// security.cc
CURLSTScode OnHstsRead(CURL* curl, curl_hstsentry* entry, void* data);
CURLSTScode OnHstsWrite(CURL* curl, curl_hstsentry* entry, curl_index* index, void* data);
int OnSshKey(CURL* curl, const curl_khkey* known, const curl_khkey* found, curl_khmatch match, void* data);
int OnSshHostKey(void* data, int type, const char* key, size_t size);
CURLcode OnSslContext(CURL* curl, void* context, void* data);

}  // namespace curlew
