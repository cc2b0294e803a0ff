#pragma once

namespace curlew {

// A thing that the environment closes at its end when nobody else has.
class Closable {
 public:
  virtual ~Closable() = default;
  // Idempotent. Called with the environment shutting down: JavaScript must not run any more.
  virtual void CloseAtExit() = 0;
};

}  // namespace curlew
