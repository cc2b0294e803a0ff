#include <algorithm>

#include "easy/easy.h"
#include "easy/slab.h"
#include "support/answers.h"
#include "support/values.h"

namespace curlew {

Napi::Value Easy::Bytes(ByteBuffer& buffer) {
  napi_value result = nullptr;
  const size_t size = buffer.size();
  // Node frees lent memory only when its event loop turns. In a program that blocks that may be never.
  if (size > Sinks::kCopiedUpTo && on_loop_) {
    char* bytes = buffer.Release();
    auto free_bytes = [](napi_env, void* data, void*) { std::free(data); };
    if (napi_create_external_buffer(env_, size, bytes, free_bytes, nullptr, &result) == napi_ok)
      return Napi::Value(env_, result);
    // Some hosts (Electron) forbid external memory.
    const napi_status copied = napi_create_buffer_copy(env_, size, bytes, nullptr, &result);
    std::free(bytes);
    return copied == napi_ok ? Napi::Value(env_, result) : Env().Undefined();
  }
  const napi_status copied = napi_create_buffer_copy(env_, size, size ? buffer.data() : "", nullptr, &result);
  if (copied != napi_ok) return Env().Undefined();
  buffer.Clear();
  return Napi::Value(env_, result);
}

Napi::Value Easy::TakeBody(const Napi::CallbackInfo&) {
  NodeBody& made = sinks_.node_body();
  if (!made.active()) return Bytes(sinks_.body());
  if (napi_value whole = made.Release()) return Napi::Value(env_, whole);
  // The transfer failed in the middle of the body.
  napi_value part = nullptr;
  const napi_status copied = napi_create_buffer_copy(env_, made.size(), made.data(), nullptr, &part);
  made.Drop();
  return copied == napi_ok ? Napi::Value(env_, part) : Env().Undefined();
}

// setBodyLimit(bytes): a whole number from 0.
Napi::Value Easy::SetBodyLimit(const Napi::CallbackInfo& info) {
  int64_t bytes = 0;
  const Status status = handle_ ? ReadInteger(env_, info[0], 0, INT64_MAX, &bytes) : kClosed;
  if (status == kOk) sinks_.set_body_limit(static_cast<uint64_t>(bytes));
  return Answer(env_, status);
}

// easySpillTo(easy, path, mode): a collected body that is too large for memory goes to a new file of this name.
Napi::Value Easy::SpillTo(const Napi::CallbackInfo& info) {
  BytesArgument path;
  int64_t mode = -1;
  Status status = CheckIdle();
  if (status == kOk) status = path.Read(env_, info[1]);
  if (status == kOk && path.HasNul()) status = kNulByte;
  if (status == kOk) status = ReadInteger(env_, info[2], -1, INT32_MAX, &mode);
  if (status == kOk) sinks_.spill().Set(std::string(path.data(), path.size()), static_cast<int>(mode));
  return Answer(env_, status);
}

// easyCloseSpilled(easy): closes that file. Answers 1, 0 if there is none, or the error. JavaScript does not close it:
// Deno accepts no descriptors but its own.
Napi::Value Easy::CloseSpilled(const Napi::CallbackInfo&) {
  if (CheckIdle() != kOk || sinks_.spill().descriptor() < 0) return Answer(env_, 0);
  const int error = sinks_.spill().Close();
  return Answer(env_, error == 0 ? 1 : error);
}

// easyTakeBodyInto(easy, slab, offset), easyTakeHeaderBlockInto: answer the number of bytes copied; kOutOfRange when it
// is not small, kOutOfMemory when the slab has no room.
Napi::Value Easy::TakeInto(ByteBuffer& bytes, const Napi::CallbackInfo& info) {
  Slab slab;
  const size_t size = bytes.size();
  if (!Slab::IsSmall(size)) return Answer(env_, kOutOfRange);
  if (!slab.Read(env_, info[1], info[2]) || slab.room() < size) return Answer(env_, kOutOfMemory);
  slab.Take(bytes.data(), size);
  bytes.Clear();
  return Napi::Number::New(info.Env(), static_cast<double>(size));
}

Napi::Value Easy::TakeBodyInto(const Napi::CallbackInfo& info) {
  return sinks_.node_body().active() ? Answer(env_, kOutOfRange) : TakeInto(sinks_.body(), info);
}

Napi::Value Easy::TakeHeaderBlockInto(const Napi::CallbackInfo& info) { return TakeInto(sinks_.headers(), info); }

Napi::Value Easy::TakeHeaderBlock(const Napi::CallbackInfo&) { return Bytes(sinks_.headers()); }

// viewCopy(generation, target, targetStart, sourceStart, sourceEnd): copies from the chunk that a callback is being
// shown. Answers the count, or a status when that callback has returned.
Napi::Value Easy::ViewCopy(const Napi::CallbackInfo& info) {
  auto answer = [&info](double number) { return Napi::Number::New(info.Env(), number); };
  int64_t generation = 0;
  int64_t bounds[3] = {0, 0, 0};
  if (ReadInteger(env_, info[0], 0, UINT32_MAX, &generation) != kOk || !view_.IsShowing(generation))
    return answer(kClosed);
  BytesArgument target;
  if (TypeOf(env_, info[1]) == napi_string || target.Read(env_, info[1]) != kOk) return answer(kWrongType);
  for (size_t index = 0; index < 3; ++index)
    if (ReadInteger(env_, info[2 + index], 0, INT64_MAX, &bounds[index]) != kOk) return answer(kOutOfRange);
  const size_t target_start = std::min(static_cast<size_t>(bounds[0]), target.size());
  const size_t source_end = std::min(static_cast<size_t>(bounds[2]), view_.size());
  const size_t source_start = std::min(static_cast<size_t>(bounds[1]), source_end);
  const size_t count = std::min(source_end - source_start, target.size() - target_start);
  // The caller gave the view's memory for writing; BytesArgument only reads in all other places.
  std::memcpy(const_cast<char*>(target.data()) + target_start, view_.bytes() + source_start, count);
  return answer(static_cast<double>(count));
}

}  // namespace curlew
