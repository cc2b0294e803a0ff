/* The reference of the benchmarks: the same transfers by a C program on the same static libcurl, with libcurl's socket
 * API on libuv, handles reused, each body collected in memory. Like the addon it keeps a socket's uv_poll_t when
 * libcurl stops watching it, so that the comparison shows the cost of JavaScript and nothing else.
 *
 * reference-uv URL COUNT CONCURRENCY  ->  one JSON line */
#include <uv.h>

#include "common.h"

struct watcher {
  uv_poll_t poll;
  curl_socket_t socket;
  int initialised;
};

static uv_timer_t timer;
static struct watcher** watchers;
static size_t watcher_count;

static void on_poll(uv_poll_t* poll, int status, int events) {
  struct watcher* watcher = poll->data;
  int running, bits = 0;
  if (status < 0) bits |= CURL_CSELECT_ERR;
  if (events & UV_READABLE) bits |= CURL_CSELECT_IN;
  if (events & UV_WRITABLE) bits |= CURL_CSELECT_OUT;
  curl_multi_socket_action(multi, watcher->socket, bits, &running);
  drain();
}

static void on_timeout(uv_timer_t* unused) {
  int running;
  (void)unused;
  curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  drain();
}

static int set_timer(CURLM* unused, long timeout_ms, void* data) {
  (void)unused;
  (void)data;
  if (timeout_ms < 0)
    uv_timer_stop(&timer);
  else
    uv_timer_start(&timer, on_timeout, (uint64_t)timeout_ms, 0);
  return 0;
}

static struct watcher* watcher_of(curl_socket_t socket) {
  if ((size_t)socket >= watcher_count) {
    size_t count = (size_t)socket * 2 + 16;
    watchers = realloc(watchers, count * sizeof *watchers);
    if (!watchers) fail("realloc");
    memset(watchers + watcher_count, 0, (count - watcher_count) * sizeof *watchers);
    watcher_count = count;
  }
  if (!watchers[socket]) {
    struct watcher* watcher = calloc(1, sizeof *watcher);
    if (!watcher || uv_poll_init_socket(uv_default_loop(), &watcher->poll, socket)) fail("uv_poll_init_socket");
    watcher->socket = socket;
    watcher->poll.data = watcher;
    watchers[socket] = watcher;
  }
  return watchers[socket];
}

static int on_socket(CURL* easy, curl_socket_t socket, int what, void* data, void* unused) {
  (void)easy;
  (void)data;
  (void)unused;
  struct watcher* watcher = watcher_of(socket);
  if (what == CURL_POLL_REMOVE)
    uv_poll_stop(&watcher->poll);
  else
    uv_poll_start(&watcher->poll, (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0),
                  on_poll);
  return 0;
}

static void run_all(CURL** easys, long concurrency, long count) {
  left_to_start = left_to_finish = count;
  for (long index = 0; index < concurrency && left_to_start > 0; index++) start_next(easys[index]);
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
  if (left_to_finish != 0) fail("finishing all transfers");
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: reference URL COUNT CONCURRENCY\n");
    return 2;
  }
  long count = atol(argv[2]);
  long concurrency = atol(argv[3]);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  multi = curl_multi_init();
  uv_timer_init(uv_default_loop(), &timer);
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_timer);
  CURL** easys = make_handles(argv[1], concurrency);
  run_all(easys, concurrency, warmup());
  struct stopwatch watch;
  start_watch(&watch);
  run_all(easys, concurrency, count);
  print_watch(&watch, failed);
  return 0;
}
