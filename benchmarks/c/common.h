/*
 * Code shared by all programs: a transfer's handle and body, the removal of finished transfers, and the JSON line with
 * the costs of the run.
 */
#ifndef CURLEW_BENCHMARK_COMMON_H
#define CURLEW_BENCHMARK_COMMON_H
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct body {
  char* bytes;
  size_t size, capacity;
  int lane; /* the number of its handle */
};

static void fail(const char* what) {
  fprintf(stderr, "%s failed\n", what);
  exit(1);
}

static size_t on_write(char* bytes, size_t size, size_t count, void* data) {
  struct body* body = data;
  size_t total = size * count;
  if (body->size + total > body->capacity) {
    body->capacity = (body->size + total) * 2;
    body->bytes = realloc(body->bytes, body->capacity);
    if (!body->bytes) fail("realloc");
  }
  memcpy(body->bytes + body->size, bytes, total);
  body->size += total;
  return total;
}

static CURL* make_handle(const char* url) {
  CURL* easy = curl_easy_init();
  struct body* body = calloc(1, sizeof *body);
  if (!easy || !body) fail("making a handle");
  curl_easy_setopt(easy, CURLOPT_URL, url);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_write);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, body);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, body);
  /* The rest of the workload, as run.mjs has it in the environment. */
  const char* ca = getenv("BENCH_CA");
  const char* post = getenv("BENCH_POST");
  if (ca) curl_easy_setopt(easy, CURLOPT_CAINFO, ca);
  const char* http = getenv("BENCH_HTTP");
  if (ca)
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                     !http          ? CURL_HTTP_VERSION_1_1
                     : *http == '3' ? CURL_HTTP_VERSION_3ONLY
                                    : CURL_HTTP_VERSION_2TLS);
  if (http) curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
  if (post) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, post);
  return easy;
}

/* Transfers before those that are measured. */
static long warmup(void) {
  const char* text = getenv("BENCH_WARMUP");
  return text ? atol(text) : 0;
}

static struct body* body_of(CURL* easy) {
  struct body* body;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &body);
  return body;
}

/* A handle for each transfer at a time. */
static CURL** make_handles(const char* url, long count) {
  CURL** easys = calloc((size_t)count, sizeof *easys);
  if (!easys) fail("calloc");
  for (long index = 0; index < count; index++) {
    easys[index] = make_handle(url);
    body_of(easys[index])->lane = (int)index;
  }
  return easys;
}

static CURLM* multi;
static long failed;

static void start(CURL* easy) {
  body_of(easy)->size = 0;
  if (curl_multi_add_handle(multi, easy) != CURLM_OK) fail("curl_multi_add_handle");
}

/* Called for each finished transfer. */
static void on_finished(CURL* easy);

/* Takes finished transfers out. */
static void drain(void) {
  CURLMsg* message;
  int queued;
  while ((message = curl_multi_info_read(multi, &queued))) {
    CURL* easy = message->easy_handle;
    if (message->data.result != CURLE_OK) failed++;
    curl_multi_remove_handle(multi, easy);
    on_finished(easy);
  }
}

/* VmHWM, not ru_maxrss: the latter starts with the peak of the process that forked this one. */
static long peak_kib(void) {
  FILE* status = fopen("/proc/self/status", "r");
  char line[256];
  long peak = 0;
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %ld", &peak);
  if (status) fclose(status);
  return peak;
}

struct stopwatch {
  struct rusage usage;
  struct timespec time;
};

static void start_watch(struct stopwatch* watch) {
  getrusage(RUSAGE_SELF, &watch->usage);
  clock_gettime(CLOCK_MONOTONIC, &watch->time);
}

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }
static double cpu_of(const struct rusage* usage) { return seconds(usage->ru_utime) + seconds(usage->ru_stime); }

static void print_watch(const struct stopwatch* begin, long failed) {
  struct stopwatch end;
  start_watch(&end);
  double wall = (double)(end.time.tv_sec - begin->time.tv_sec) + (double)(end.time.tv_nsec - begin->time.tv_nsec) / 1e9;
  printf("{\"wall\":%f,\"cpu\":%f,\"rss\":%ld,\"failed\":%ld}\n", wall, cpu_of(&end.usage) - cpu_of(&begin->usage),
         peak_kib(), failed);
}

#endif
