// The callbacks of WILDCARDMATCH, for FTP.

#include "callbacks/js_call.h"
#include "callbacks/table.h"
#include "callbacks/trampolines.h"

namespace curlew {

int OnFnMatch(void* data, const char* pattern, const char* text) {
  JsCall call(static_cast<Easy*>(data), kFnMatchSlot);
  call.AddText(pattern);
  call.AddText(text);
  return call.RunForNumber<int>();
}

long OnChunkBegin(const void* file_info, void* data, int remains) {
  const auto* file = static_cast<const curl_fileinfo*>(file_info);
  JsCall call(static_cast<Easy*>(data), kChunkBeginSlot);
  call.AddNumber(remains);
  call.AddText(file->filename);
  call.AddNumber(file->filetype);
  call.AddNumber(file->flags);
  call.AddNumber(file->perm);
  call.AddNumber(file->uid);
  call.AddNumber(file->gid);
  call.AddNumber(static_cast<double>(file->size));
  call.AddNumber(static_cast<double>(file->hardlinks));
  call.AddText(file->strings.time);
  call.AddText(file->strings.perm);
  call.AddText(file->strings.user);
  call.AddText(file->strings.group);
  call.AddText(file->strings.target);
  return call.RunForNumber<long>();
}

long OnChunkEnd(void* data) {
  JsCall call(static_cast<Easy*>(data), kChunkEndSlot);
  return call.RunForNumber<long>();
}

}  // namespace curlew
