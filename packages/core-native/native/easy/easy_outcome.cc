#include <cstring>
#include <limits>

#include "body/body_queue.h"
#include "easy/easy.h"
#include "easy/outcome_layout.h"
#include "easy/slab.h"
#include "support/answers.h"

// The results of a transfer in one native call, because a call costs as much as reading a result.

namespace curlew {

namespace {

// One numeric info, as a double. False when libcurl refuses, or the info is not a number.
bool ReadNumber(CURL* curl, CURLINFO info, double* number) {
  long as_long = 0;
  curl_off_t as_off_t = 0;
  CURLcode code = CURLE_UNKNOWN_OPTION;
  switch (info & CURLINFO_TYPEMASK) {
    case CURLINFO_LONG:
      code = curl_easy_getinfo(curl, info, &as_long);
      *number = static_cast<double>(as_long);
      break;
    case CURLINFO_OFF_T:
      code = curl_easy_getinfo(curl, info, &as_off_t);
      *number = static_cast<double>(as_off_t);
      break;
    case CURLINFO_DOUBLE:
      code = curl_easy_getinfo(curl, info, number);
      break;
    default:
      break;
  }
  return code == CURLE_OK;
}

// The requested infos, an Int32Array, and the Float64Array that receives them.
class Numbers {
 public:
  // False when the arguments are not such arrays, or the target has no room for `more` after the infos.
  bool Read(napi_env env, napi_value ids, napi_value target, size_t more) {
    napi_typedarray_type ids_type = napi_int8_array;
    napi_typedarray_type target_type = napi_int8_array;
    size_t room = 0;
    void* id_data = nullptr;
    void* target_data = nullptr;
    if (napi_get_typedarray_info(env, ids, &ids_type, &count_, &id_data, nullptr, nullptr) != napi_ok ||
        napi_get_typedarray_info(env, target, &target_type, &room, &target_data, nullptr, nullptr) != napi_ok ||
        ids_type != napi_int32_array || target_type != napi_float64_array || room < count_ + more)
      return false;
    ids_ = static_cast<int32_t*>(id_data);
    target_ = static_cast<double*>(target_data);
    return true;
  }

  // NaN for an info that this libcurl does not know.
  void Fill(CURL* curl) {
    for (size_t index = 0; index < count_; ++index)
      if (!ReadNumber(curl, static_cast<CURLINFO>(ids_[index]), &target_[index]))
        target_[index] = std::numeric_limits<double>::quiet_NaN();
  }

  // After the infos.
  double* rest() { return target_ + count_; }

 private:
  const int32_t* ids_ = nullptr;
  double* target_ = nullptr;
  size_t count_ = 0;
};

// Stands for the size of a body that is not small.
constexpr double kNotSmall = -1;

// Whether a text of libcurl's differs from the one that JavaScript got last; remembers it.
bool HasChanged(CURL* curl, CURLINFO info, std::string* told) {
  char* text = nullptr;
  const CURLcode code = curl_easy_getinfo(curl, info, &text);
  const char* now = code == CURLE_OK && text ? text : "";
  if (*told == now) return false;
  *told = now;
  return true;
}

// Whether a line of the header block sets a cookie.
bool SetsCookie(const ByteBuffer& headers) {
  static constexpr char kName[] = "set-cookie:";
  static constexpr size_t kLength = sizeof(kName) - 1;
  const char* line = headers.data();
  const char* const end = line + headers.size();
  while (line && static_cast<size_t>(end - line) > kLength) {
    // The first letter is enough for most lines.
    if ((*line | 0x20) == kName[0] && curl_strnequal(line, kName, kLength)) return true;
    line = static_cast<const char*>(std::memchr(line, '\n', static_cast<size_t>(end - line)));
    if (line) ++line;
  }
  return false;
}

}  // namespace

// getNumbers(ids, target).
Napi::Value Easy::GetNumbers(const Napi::CallbackInfo& info) {
  Numbers numbers;
  if (!handle_) return Answer(env_, kClosed);
  if (!numbers.Read(env_, info[0], info[1], 0)) return Answer(env_, kWrongType);
  numbers.Fill(handle_.get());
  return Answer(env_, kOk);
}

// easyTakeOutcome(easy, ids, target, slab, offset, queue): writes the infos as getNumbers does and, after them, the
// sizes of header block and body. Both are copied into the slab if they are small, one after the other. Answers the
// texts that have changed since the last call. With the number of a queue the body is that of the queue, and the queue
// of a small body is destroyed. kOutOfMemory, with nothing taken, when the slab has no room.
Napi::Value Easy::TakeOutcome(const Napi::CallbackInfo& info) {
  Numbers numbers;
  Slab slab;
  uint32_t queue_id = 0;
  if (!handle_) return Answer(env_, kClosed);
  if (!numbers.Read(env_, info[1], info[2], kRest) || napi_get_value_uint32(env_, info[5], &queue_id) != napi_ok)
    return Answer(env_, kWrongType);
  BodyQueue* const queue = queue_id == 0 ? nullptr : addon_->queues().Find(queue_id);
  if (queue_id != 0 && !queue) return Answer(env_, kClosed);
  if (queue) queue->Collect();
  ByteBuffer& headers = sinks_.headers();
  const size_t header_size = headers.size();
  const size_t body_size = queue ? queue->size() : sinks_.body().size();
  const bool small_headers = Slab::IsSmall(header_size);
  const bool small_body = Slab::IsSmall(body_size) && (queue ? queue->IsWhole() : !sinks_.node_body().active());
  const size_t needed = (small_headers ? Slab::Needs(header_size) : 0) + (small_body ? Slab::Needs(body_size) : 0);
  if (!slab.Read(env_, info[3], info[4]) || slab.room() < needed) return Answer(env_, kOutOfMemory);

  CURL* curl = handle_.get();
  numbers.Fill(curl);
  int changes = 0;
  if (HasChanged(curl, CURLINFO_EFFECTIVE_URL, &told_url_)) changes |= kUrlChanged;
  if (HasChanged(curl, CURLINFO_PRIMARY_IP, &told_primary_ip_)) changes |= kPrimaryIpChanged;
  if (SetsCookie(headers)) changes |= kCookiesSet;
  if (small_headers) {
    slab.Take(headers.data(), header_size);
    headers.Clear();
  }
  if (small_body && queue) {
    slab.Take(queue->data(), body_size);
    addon_->queues().Remove(queue);
  } else if (small_body) {
    slab.Take(sinks_.body().data(), body_size);
    sinks_.body().Clear();
  }
  double* rest = numbers.rest();
  rest[kHeaderSize] = small_headers ? static_cast<double>(header_size) : kNotSmall;
  rest[kBodySize] = small_body ? static_cast<double>(body_size) : kNotSmall;
  rest[kChanges] = changes;
  return Answer(env_, kOk);
}

}  // namespace curlew
