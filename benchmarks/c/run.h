/* A run of the references: each transfer that has ended makes place for the next one. */
#ifndef CURLEW_BENCHMARK_RUN_H
#define CURLEW_BENCHMARK_RUN_H
#include "common.h"

static long left_to_start, left_to_finish;

static void start_next(CURL* easy) {
  left_to_start--;
  start(easy);
}

static void on_finished(CURL* easy) {
  left_to_finish--;
  if (left_to_start > 0) start_next(easy);
}

static void start_first(CURL** easys, long concurrency, long count) {
  left_to_start = left_to_finish = count;
  for (long index = 0; index < concurrency && left_to_start > 0; index++) start_next(easys[index]);
}

#endif
