#pragma once

#include <memory>
#include <string>
#include <vector>

#include "decode/decoder.h"

namespace curlew {

// Undoes the codings of a Content-Encoding, in turn.
class BodyDecoder {
 public:
  // Whether this build can decode: the libraries come with the vendored libcurl.
  static bool IsAvailable();
  // The codings to request, for Accept-Encoding.
  static const char* AcceptEncoding();

  // `content_encoding`: the values of all Content-Encoding lines, separated by commas. nullptr when there is nothing to
  // undo, or when one of the codings is unknown: then the body is passed on unchanged.
  static std::unique_ptr<BodyDecoder> For(const std::string& content_encoding);

  // As Decoder::Run.
  bool Run(ByteSpan* in, Room* out);
  // Whether the body may end here; if not, problem() says so.
  bool End();
  const std::string& problem() const { return problem_; }

 private:
  struct Stage {
    std::string name;
    std::unique_ptr<Decoder> decoder;
    // The output of the previous stage; the first stage reads the body itself.
    std::vector<char> buffer;
    ByteSpan left{nullptr, 0};
  };

  bool RunStage(size_t index, ByteSpan* in, Room* out);

  std::vector<Stage> stages_;  // in the order of decoding
  std::string problem_;
};

}  // namespace curlew
