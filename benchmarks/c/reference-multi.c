/* The reference of the synchronous table: the same transfers by curl_multi_perform and curl_multi_poll on the same
 * static libcurl, handles reused, each body collected in memory.
 *
 * reference-multi URL COUNT CONCURRENCY  ->  one JSON line */
#include "run.h"

static void run_all(CURL** easys, long concurrency, long count) {
  start_first(easys, concurrency, count);
  while (left_to_finish > 0) {
    int running;
    if (curl_multi_perform(multi, &running) != CURLM_OK) fail("curl_multi_perform");
    drain();
    if (left_to_finish > 0 && curl_multi_poll(multi, NULL, 0, 1000, NULL) != CURLM_OK) fail("curl_multi_poll");
  }
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: reference-multi URL COUNT CONCURRENCY\n");
    return 2;
  }
  long count = atol(argv[2]);
  long concurrency = atol(argv[3]);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  multi = curl_multi_init();
  CURL** easys = make_handles(argv[1], concurrency);
  run_all(easys, concurrency, warmup());
  struct stopwatch watch;
  start_watch(&watch);
  run_all(easys, concurrency, count);
  print_watch(&watch, failed);
  return 0;
}
