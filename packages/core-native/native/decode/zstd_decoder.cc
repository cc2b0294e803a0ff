#include "decode/zstd_decoder.h"

namespace curlew {

namespace {

// 8 MiB: the largest window of a frame as a content coding (RFC 9659), so that a server cannot make us hold 2 GiB.
constexpr int kLargestWindowLog = 23;

}  // namespace

bool ZstdDecoder::Begin() {
  context_.reset(ZSTD_createDCtx());
  if (context_ && !ZSTD_isError(ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kLargestWindowLog)))
    return true;
  problem_ = "out of memory";
  return false;
}

bool ZstdDecoder::Run(ByteSpan* in, Room* out) {
  if (!context_ && in->size > 0 && !Begin()) return false;
  // Between frames there is no output left, and an empty call would begin the next frame.
  while (context_ && out->size > 0 && !(between_frames_ && in->size == 0)) {
    ZSTD_inBuffer input{in->data, in->size, 0};
    ZSTD_outBuffer output{out->data, out->size, 0};
    const size_t result = ZSTD_decompressStream(context_.get(), &output, &input);
    in->Skip(input.pos);
    out->Skip(output.pos);
    if (ZSTD_isError(result)) {
      problem_ = ZSTD_getErrorName(result);
      return false;
    }
    between_frames_ = result == 0;
    if (input.pos == 0 && output.pos == 0) break;
  }
  return true;
}

}  // namespace curlew
