#pragma once

#include <curl/curl.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace curlew {

// One CURLSH with the locks that libcurl needs for it. The Share objects of one thread or of several own it together;
// the last of them frees it. It knows nothing of JavaScript.
class ShareData {
 public:
  // nullptr when memory ran out.
  static std::shared_ptr<ShareData> Make();
  // The data that another thread of this process published; nullptr when it is gone.
  static std::shared_ptr<ShareData> Find(const std::string& token);

  ShareData(const ShareData&) = delete;
  ShareData& operator=(const ShareData&) = delete;

  CURLSH* handle() const { return handle_; }

  // curl_share_setopt(CURLSHOPT_SHARE or _UNSHARE, kind): a CURLSHcode, or kNotThreadSafe. Once the share is published
  // its kinds are fixed, because libcurl reads them without a lock.
  int SetKind(CURLSHoption option, int kind);

  bool Has(int kind);

  // Lets other threads find it under `token`: kOk, or kNotThreadSafe when it has kinds that libcurl does not allow
  // there.
  int Publish(const std::shared_ptr<ShareData>& self, std::string* token);

  // How often libcurl has used data of this kind through the share.
  uint64_t UsesOf(int kind) const;

 private:
  explicit ShareData(CURLSH* handle) : handle_(handle) {}
  ~ShareData() = default;
  static void Release(ShareData* data);

  static void Lock(CURL* easy, curl_lock_data kind, curl_lock_access access, void* self);
  static void Unlock(CURL* easy, curl_lock_data kind, void* self);
  bool InstallLocks();

  struct Guard {
    // Recursive, because a callback that libcurl calls with the lock held may run another transfer on this thread.
    std::recursive_mutex mutex;
    std::atomic<uint64_t> uses{0};
  };

  CURLSH* handle_;
  std::array<Guard, CURL_LOCK_DATA_LAST> guards_;
  std::mutex configuration_;  // what is below
  unsigned kinds_ = 0;        // bits
  std::string token_;
};

}  // namespace curlew
