// Eight threads (or as many as asked for), each with its transfers, all on one ShareData. Built and run under
// ThreadSanitizer by `npm run test:threads`.
//
// share-threads HTTPS-PORT CA-FILE THREADS TRANSFERS  ->  "done N, failed N, handshakes N"
#include <curl/curl.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "share_data.h"

namespace {

struct Seen {
  std::atomic<long> done{0};
  std::atomic<long> failed{0};
  std::atomic<long> handshakes{0};
};

size_t Discard(char*, size_t size, size_t count, void* total) {
  *static_cast<size_t*>(total) += size * count;
  return size * count;
}

using EasyHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

// One after the other on one handle; every 20th on a connection of its own, which looks at the DNS cache and resumes a
// session.
void RunTransfers(const std::string& token, const char* port, const char* ca_file, int transfers, Seen* seen) {
  const std::shared_ptr<curlew::ShareData> data = curlew::ShareData::Find(token);
  const EasyHandle easy(curl_easy_init(), &curl_easy_cleanup);
  if (!data || !easy) return;
  size_t received = 0;
  // A cookie for a domain has libcurl look into the public suffix list; the cookies are the handle's own.
  const std::string url = std::string("https://www.example.com:") + port + "/cookie-for/example.com";
  using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
  const List connect_to(curl_slist_append(nullptr, "::localhost:"), &curl_slist_free_all);
  curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_CONNECT_TO, connect_to.get());
  curl_easy_setopt(easy.get(), CURLOPT_SSL_VERIFYHOST, 0L);  // the origin's certificate is for localhost
  curl_easy_setopt(easy.get(), CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(easy.get(), CURLOPT_CAINFO, ca_file);
  curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy.get(), CURLOPT_SHARE, data->handle());
  curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &Discard);
  curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &received);
  for (int index = 0; index < transfers; ++index) {
    received = 0;
    curl_easy_setopt(easy.get(), CURLOPT_FRESH_CONNECT, index % 20 == 0 ? 1L : 0L);
    const CURLcode code = curl_easy_perform(easy.get());
    curl_off_t handshake = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_APPCONNECT_TIME_T, &handshake);
    ++seen->done;
    seen->failed += code != CURLE_OK || received == 0;
    seen->handshakes += handshake > 0;
  }
  curl_easy_setopt(easy.get(), CURLOPT_SHARE, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: share-threads HTTPS-PORT CA-FILE THREADS TRANSFERS\n");
    return 2;
  }
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Seen seen;
  std::array<bool, 3> uses{};
  {
    std::shared_ptr<curlew::ShareData> data = curlew::ShareData::Make();
    if (!data) return 1;
    for (const int kind : {CURL_LOCK_DATA_DNS, CURL_LOCK_DATA_SSL_SESSION, CURL_LOCK_DATA_PSL})
      if (data->SetKind(CURLSHOPT_SHARE, kind) != CURLSHE_OK) return 1;
    std::string token;
    if (data->Publish(data, &token) != 0) return 1;
    std::vector<std::thread> threads;
    for (int index = 0; index < std::atoi(argv[3]); ++index)
      threads.emplace_back(RunTransfers, token, argv[1], argv[2], std::atoi(argv[4]), &seen);
    for (std::thread& thread : threads) thread.join();
    uses = {data->UsesOf(CURL_LOCK_DATA_DNS) > 0, data->UsesOf(CURL_LOCK_DATA_SSL_SESSION) > 0,
            data->UsesOf(CURL_LOCK_DATA_PSL) > 0};
  }
  std::printf("done %ld, failed %ld, handshakes %ld, DNS used %d, TLS sessions used %d, suffix list used %d\n",
              seen.done.load(), seen.failed.load(), seen.handshakes.load(), uses[0], uses[1], uses[2]);
  curl_global_cleanup();
  return seen.failed == 0 ? 0 : 1;
}
