// The callbacks that only observe.

#include "callbacks/js_call.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"

namespace curlew {

namespace {

int CallWithProgress(Easy* easy, size_t slot, double download_total, double downloaded, double upload_total,
                     double uploaded) {
  JsCall call(easy, slot);
  call.AddNumber(download_total);
  call.AddNumber(downloaded);
  call.AddNumber(upload_total);
  call.AddNumber(uploaded);
  return call.RunForNumber<int>();
}

}  // namespace

int OnTransferInfo(void* data, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total,
                   curl_off_t uploaded) {
  return CallWithProgress(static_cast<Easy*>(data), kTransferInfoSlot, static_cast<double>(download_total),
                          static_cast<double>(downloaded), static_cast<double>(upload_total),
                          static_cast<double>(uploaded));
}

int OnProgress(void* data, double download_total, double downloaded, double upload_total, double uploaded) {
  return CallWithProgress(static_cast<Easy*>(data), kProgressSlot, download_total, downloaded, upload_total, uploaded);
}

int OnDebug(CURL*, curl_infotype type, char* bytes, size_t size, void* data) {
  Easy* easy = static_cast<Easy*>(data);
  // Also called by curl_easy_cleanup, when a collected handle has dropped its callbacks.
  if (!easy->HasCallback(kDebugSlot)) return 0;
  JsCall call(easy, kDebugSlot);
  call.AddNumber(type);
  call.AddBytes(bytes, size);
  (void)call.Run();  // libcurl ignores the answer; a thrown value ends the transfer (Easy::ResultOf)
  return 0;
}

}  // namespace curlew
