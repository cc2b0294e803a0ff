#include "decode/body_decoder.h"

#include <algorithm>
#include <cctype>

#ifdef CURLEW_VENDORED_LIBCURL
#include "decode/brotli_decoder.h"
#include "decode/zlib_decoder.h"
#include "decode/zstd_decoder.h"
#endif

namespace curlew {

namespace {

// The maximum number of codings: each takes memory, and no server needs more.
constexpr size_t kMostCodings = 5;
constexpr size_t kBetweenStages = 16 * 1024;

// The members of a list, without blanks, in lower case.
std::vector<std::string> NamesOf(const std::string& list) {
  std::vector<std::string> names;
  std::string name;
  for (const char each : list + ',') {
    if (each == ',') {
      if (!name.empty()) names.push_back(name);
      name.clear();
    } else if (!std::isspace(static_cast<unsigned char>(each))) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
    }
  }
  return names;
}

#ifdef CURLEW_VENDORED_LIBCURL
std::unique_ptr<Decoder> MakeDecoder(const std::string& name) {
  if (name == "gzip" || name == "x-gzip") return std::make_unique<ZlibDecoder>(ZlibDecoder::Format::kGzip);
  if (name == "deflate") return std::make_unique<ZlibDecoder>(ZlibDecoder::Format::kDeflate);
  if (name == "br") return std::make_unique<BrotliDecoder>();
  if (name == "zstd") return std::make_unique<ZstdDecoder>();
  return nullptr;
}
#else
std::unique_ptr<Decoder> MakeDecoder(const std::string&) { return nullptr; }
#endif

}  // namespace

bool BodyDecoder::IsAvailable() {
#ifdef CURLEW_VENDORED_LIBCURL
  return true;
#else
  return false;
#endif
}

const char* BodyDecoder::AcceptEncoding() { return "gzip, deflate, br, zstd"; }

std::unique_ptr<BodyDecoder> BodyDecoder::For(const std::string& content_encoding) {
  const std::vector<std::string> names = NamesOf(content_encoding);
  auto decoder = std::make_unique<BodyDecoder>();
  if (names.size() > kMostCodings) {
    // Fails with the first byte.
    decoder->problem_ = "the body has " + std::to_string(names.size()) + " content codings; at most " +
                        std::to_string(kMostCodings) + " are undone";
    return decoder;
  }
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (*name == "identity") continue;
    Stage stage;
    stage.name = *name;
    stage.decoder = MakeDecoder(*name);
    if (!stage.decoder) return nullptr;
    if (!decoder->stages_.empty()) stage.buffer.resize(kBetweenStages);
    decoder->stages_.push_back(std::move(stage));
  }
  return decoder->stages_.empty() ? nullptr : std::move(decoder);
}

bool BodyDecoder::Run(ByteSpan* in, Room* out) { return problem_.empty() && RunStage(stages_.size() - 1, in, out); }

bool BodyDecoder::RunStage(size_t index, ByteSpan* in, Room* out) {
  Stage& stage = stages_[index];
  for (;;) {
    if (!stage.decoder->Run(index == 0 ? in : &stage.left, out)) {
      problem_ = "the body is not valid " + stage.name + ": " + stage.decoder->problem();
      return false;
    }
    if (index == 0 || out->size == 0) return true;
    Room room{stage.buffer.data(), stage.buffer.size()};
    if (!RunStage(index - 1, in, &room)) return false;
    stage.left = {stage.buffer.data(), stage.buffer.size() - room.size};
    if (stage.left.size == 0) return true;
  }
}

bool BodyDecoder::End() {
  if (!problem_.empty()) return false;
  for (const Stage& stage : stages_) {
    if (stage.decoder->IsComplete()) continue;
    problem_ = "the body ends in the middle of its " + stage.name + " coding";
    return false;
  }
  return true;
}

}  // namespace curlew
