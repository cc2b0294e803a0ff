/* libcurl's socket API on libuv. Like the addon it keeps a socket's uv_poll_t when libcurl stops watching it, so that
 * the comparison shows the cost of JavaScript and nothing else. */
#ifndef CURLEW_BENCHMARK_UV_DRIVER_H
#define CURLEW_BENCHMARK_UV_DRIVER_H
#include <uv.h>

#include "common.h"

struct watcher {
  uv_poll_t poll;
  curl_socket_t socket;
};

/* Called after each turn of libcurl. */
static void turn(void);

static uv_loop_t* loop;
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
  turn();
}

static void on_timeout(uv_timer_t* unused) {
  int running;
  (void)unused;
  curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  turn();
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
    if (!watcher || uv_poll_init_socket(loop, &watcher->poll, socket)) fail("uv_poll_init_socket");
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

/* Makes the multi, on this loop. */
static void drive_on(uv_loop_t* chosen) {
  loop = chosen;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  multi = curl_multi_init();
  uv_timer_init(loop, &timer);
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_timer);
}

#endif
