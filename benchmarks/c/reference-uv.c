/* The reference of the benchmarks: the same transfers by a C program on the same static libcurl, with libcurl's socket
 * API on libuv, handles reused, each body collected in memory.
 *
 * reference-uv URL COUNT CONCURRENCY  ->  one JSON line */
#include "run.h"
#include "uv-driver.h"

static void turn(void) { drain(); }

static void run_all(CURL** easys, long concurrency, long count) {
  start_first(easys, concurrency, count);
  uv_run(loop, UV_RUN_DEFAULT);
  if (left_to_finish != 0) fail("finishing all transfers");
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: reference URL COUNT CONCURRENCY\n");
    return 2;
  }
  long count = atol(argv[2]);
  long concurrency = atol(argv[3]);
  drive_on(uv_default_loop());
  CURL** easys = make_handles(argv[1], concurrency);
  run_all(easys, concurrency, warmup());
  struct stopwatch watch;
  start_watch(&watch);
  run_all(easys, concurrency, count);
  print_watch(&watch, failed);
  return 0;
}
