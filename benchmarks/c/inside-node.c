/* reference-uv as an addon: the same C in Node's process, on Node's event loop, and no JavaScript. Its cost
 * above that of reference-uv is Node's own, which no program for Node can avoid.
 *
 * run(URL, COUNT, CONCURRENCY)  ->  one JSON line, and the process may end */
#include <node_api.h>

#define main run_reference
#include "reference-uv.c"
#undef main

static napi_value run(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3];
  static char texts[3][1024];
  char* argv[] = {"inside-node", texts[0], texts[1], texts[2], NULL};
  if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok) fail("napi_get_cb_info");
  for (size_t index = 0; index < 3; index++)
    if (napi_get_value_string_utf8(env, arguments[index], texts[index], sizeof texts[index], NULL) != napi_ok)
      fail("reading the arguments");
  run_reference(4, argv);
  fflush(stdout);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  if (napi_create_function(env, "run", NAPI_AUTO_LENGTH, run, NULL, &function) != napi_ok) fail("napi_create_function");
  return function;
}
