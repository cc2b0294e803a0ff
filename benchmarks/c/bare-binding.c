/* The least that a binding with promises can be: libcurl's socket API on Node's event loop, one call for each transfer
 * that starts, one for each body, and one call of JavaScript for what has ended in a turn. No options, no errors, no
 * headers, nothing else that users need. The cost of a binding above this one is that of its features.
 *
 * init(URL, handles, ended, records)  ended(count) is called with the number of [handle, size of its body] in records
 * add(handle)                         starts its transfer
 * copyBody(handle, buffer)            copies what it has received */
#include <node_api.h>

#include "uv-driver.h"

static napi_env js;
static napi_ref ended, resource;
static napi_async_context context;
static CURL** easys;
static int32_t* records;
static uint32_t record_count;

static void check(napi_status status, const char* what) {
  if (status != napi_ok) fail(what);
}

static void on_finished(CURL* easy) {
  struct body* body = body_of(easy);
  records[2 * record_count] = body->lane;
  records[2 * record_count + 1] = (int32_t)body->size;
  record_count++;
}

static void turn(void) {
  napi_handle_scope scope;
  napi_value function, object, count, result;
  drain();
  if (record_count == 0) return;
  check(napi_open_handle_scope(js, &scope), "napi_open_handle_scope");
  check(napi_get_reference_value(js, ended, &function), "napi_get_reference_value");
  check(napi_get_reference_value(js, resource, &object), "napi_get_reference_value");
  check(napi_create_uint32(js, record_count, &count), "napi_create_uint32");
  record_count = 0;
  check(napi_make_callback(js, context, object, function, 1, &count, &result), "napi_make_callback");
  check(napi_close_handle_scope(js, scope), "napi_close_handle_scope");
}

static uint32_t lane_of(napi_callback_info info, napi_value* arguments, size_t count) {
  uint32_t lane;
  check(napi_get_cb_info(js, info, &count, arguments, NULL, NULL), "napi_get_cb_info");
  check(napi_get_value_uint32(js, arguments[0], &lane), "napi_get_value_uint32");
  return lane;
}

static napi_value add(napi_env unused, napi_callback_info info) {
  napi_value arguments[1];
  (void)unused;
  start(easys[lane_of(info, arguments, 1)]);
  return NULL;
}

static napi_value copy_body(napi_env unused, napi_callback_info info) {
  napi_value arguments[2];
  void* bytes;
  size_t size;
  (void)unused;
  struct body* body = body_of(easys[lane_of(info, arguments, 2)]);
  check(napi_get_buffer_info(js, arguments[1], &bytes, &size), "napi_get_buffer_info");
  memcpy(bytes, body->bytes, body->size < size ? body->size : size);
  return NULL;
}

static napi_value init(napi_env unused, napi_callback_info info) {
  napi_value arguments[4], object, name;
  size_t count = 4;
  char url[1024];
  int32_t handles;
  napi_ref kept;
  uv_loop_t* node_loop;
  (void)unused;
  check(napi_get_cb_info(js, info, &count, arguments, NULL, NULL), "napi_get_cb_info");
  check(napi_get_value_string_utf8(js, arguments[0], url, sizeof url, NULL), "reading the URL");
  check(napi_get_value_int32(js, arguments[1], &handles), "reading the number of handles");
  check(napi_create_reference(js, arguments[2], 1, &ended), "napi_create_reference");
  check(napi_get_typedarray_info(js, arguments[3], NULL, NULL, (void**)&records, NULL, NULL), "reading the records");
  check(napi_create_reference(js, arguments[3], 1, &kept), "napi_create_reference");
  check(napi_create_object(js, &object), "napi_create_object");
  check(napi_create_reference(js, object, 1, &resource), "napi_create_reference");
  check(napi_create_string_utf8(js, "BARE", NAPI_AUTO_LENGTH, &name), "napi_create_string_utf8");
  check(napi_async_init(js, object, name, &context), "napi_async_init");
  check(napi_get_uv_event_loop(js, &node_loop), "napi_get_uv_event_loop");
  drive_on(node_loop);
  easys = make_handles(url, handles);
  return NULL;
}

static void define(napi_value exports, const char* name, napi_callback callback) {
  napi_value function;
  check(napi_create_function(js, name, NAPI_AUTO_LENGTH, callback, NULL, &function), "napi_create_function");
  check(napi_set_named_property(js, exports, name, function), "napi_set_named_property");
}

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  js = env;
  define(exports, "init", init);
  define(exports, "add", add);
  define(exports, "copyBody", copy_body);
  return exports;
}
