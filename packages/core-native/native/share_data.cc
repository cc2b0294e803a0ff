#include "share_data.h"

#include <cstdio>
#include <random>
#include <unordered_map>

#include "support/status.h"

namespace curlew {

namespace {

constexpr unsigned Bit(int kind) { return 1U << static_cast<unsigned>(kind); }

// The kinds that libcurl's documentation allows between threads; it calls connections, cookies and HSTS unsafe.
constexpr unsigned kThreadSafe = Bit(CURL_LOCK_DATA_DNS) | Bit(CURL_LOCK_DATA_SSL_SESSION) | Bit(CURL_LOCK_DATA_PSL);

bool IsKind(int kind) { return kind >= 0 && kind < CURL_LOCK_DATA_LAST; }

// The published shares of this process.
struct Registry {
  std::mutex mutex;
  std::unordered_map<std::string, std::weak_ptr<ShareData>> shares;
};

Registry& TheRegistry() {
  // Never destroyed: workers may still release shares while the process ends.
  static Registry* registry = new Registry();
  return *registry;
}

// 128 random bits, so that a token cannot be guessed, and never returns.
std::string MakeToken() {
  std::random_device random;
  std::string token;
  for (int word = 0; word < 4; ++word) {
    char digits[9];
    (void)std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(random()));
    token += digits;
  }
  return token;
}

}  // namespace

std::shared_ptr<ShareData> ShareData::Make() {
  CURLSH* handle = curl_share_init();
  if (!handle) return nullptr;
  const std::shared_ptr<ShareData> data(new ShareData(handle), &ShareData::Release);
  return data->InstallLocks() ? data : nullptr;
}

std::shared_ptr<ShareData> ShareData::Find(const std::string& token) {
  Registry& registry = TheRegistry();
  const std::lock_guard<std::mutex> lock(registry.mutex);
  const auto found = registry.shares.find(token);
  return found == registry.shares.end() ? nullptr : found->second.lock();
}

void ShareData::Release(ShareData* data) {
  if (!data->token_.empty()) {
    Registry& registry = TheRegistry();
    const std::lock_guard<std::mutex> lock(registry.mutex);
    registry.shares.erase(data->token_);
  }
  // Refuses while an easy whose transfer is on the stack uses it (process.exit() inside a callback). That easy goes on
  // using the locks too, so both stay until the end of the process.
  if (curl_share_cleanup(data->handle_) == CURLSHE_OK) delete data;
}

bool ShareData::InstallLocks() {
  return curl_share_setopt(handle_, CURLSHOPT_USERDATA, static_cast<void*>(this)) == CURLSHE_OK &&
         curl_share_setopt(handle_, CURLSHOPT_LOCKFUNC, &ShareData::Lock) == CURLSHE_OK &&
         curl_share_setopt(handle_, CURLSHOPT_UNLOCKFUNC, &ShareData::Unlock) == CURLSHE_OK;
}

void ShareData::Lock(CURL*, curl_lock_data kind, curl_lock_access, void* self) {
  // One exclusive lock whatever the access: libcurl has asked for shared access where it then changed the data.
  Guard& guard = static_cast<ShareData*>(self)->guards_[kind];
  guard.mutex.lock();
  guard.uses.fetch_add(1, std::memory_order_relaxed);
}

void ShareData::Unlock(CURL*, curl_lock_data kind, void* self) {
  static_cast<ShareData*>(self)->guards_[kind].mutex.unlock();
}

int ShareData::SetKind(CURLSHoption option, int kind) {
  const std::lock_guard<std::mutex> lock(configuration_);
  const bool wanted = option == CURLSHOPT_SHARE;
  if (!token_.empty() && IsKind(kind)) {
    if (wanted && !(kThreadSafe & Bit(kind))) return kNotThreadSafe;
    return ((kinds_ & Bit(kind)) != 0) == wanted ? CURLSHE_OK : CURLSHE_IN_USE;
  }
  const CURLSHcode code = curl_share_setopt(handle_, option, kind);
  if (code == CURLSHE_OK && IsKind(kind)) kinds_ = wanted ? kinds_ | Bit(kind) : kinds_ & ~Bit(kind);
  return code;
}

bool ShareData::Has(int kind) {
  const std::lock_guard<std::mutex> lock(configuration_);
  return (kinds_ & Bit(kind)) != 0;
}

int ShareData::Publish(const std::shared_ptr<ShareData>& self, std::string* token) {
  const std::lock_guard<std::mutex> lock(configuration_);
  if (kinds_ & ~kThreadSafe) return kNotThreadSafe;
  if (token_.empty()) {
    token_ = MakeToken();
    Registry& registry = TheRegistry();
    const std::lock_guard<std::mutex> registry_lock(registry.mutex);
    registry.shares.emplace(token_, self);
  }
  *token = token_;
  return kOk;
}

uint64_t ShareData::UsesOf(int kind) const {
  return IsKind(kind) ? guards_[static_cast<size_t>(kind)].uses.load(std::memory_order_relaxed) : 0;
}

}  // namespace curlew
