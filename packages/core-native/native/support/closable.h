#pragma once

namespace curlew {

// An object that the environment closes at its end if it is still open.
class Closable {
 public:
  virtual ~Closable() = default;
  // Idempotent. Called while the environment is shutting down: JavaScript must not run any more.
  virtual void CloseAtExit() = 0;
};

}  // namespace curlew
