#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace curlew {

// Bytes of a body in memory of their own, from malloc.
struct BodyPiece {
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };

  std::unique_ptr<char, Free> bytes;
  size_t size = 0;
};

}  // namespace curlew
