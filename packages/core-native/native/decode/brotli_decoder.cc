#include "decode/brotli_decoder.h"

namespace curlew {

bool BrotliDecoder::Run(ByteSpan* in, Room* out) {
  // Bytes after the end are ignored.
  if (ended_) in->Skip(in->size);
  if (!state_ && in->size > 0) {
    state_.reset(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!state_) {
      problem_ = "out of memory";
      return false;
    }
  }
  if (!state_ || ended_ || out->size == 0) return true;
  auto* next_in = reinterpret_cast<const uint8_t*>(in->data);
  auto* next_out = reinterpret_cast<uint8_t*>(out->data);
  size_t left = in->size;
  size_t room = out->size;
  const BrotliDecoderResult result =
      BrotliDecoderDecompressStream(state_.get(), &left, &next_in, &room, &next_out, nullptr);
  in->Skip(in->size - left);
  out->Skip(out->size - room);
  if (result == BROTLI_DECODER_RESULT_ERROR) {
    problem_ = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state_.get()));
    return false;
  }
  ended_ = result == BROTLI_DECODER_RESULT_SUCCESS;
  if (ended_) in->Skip(in->size);
  return true;
}

}  // namespace curlew
