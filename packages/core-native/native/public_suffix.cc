#include "public_suffix.h"

#include <string>

#ifdef CURLEW_VENDORED_LIBCURL
#include <libpsl.h>
#endif

namespace curlew {

#ifdef CURLEW_VENDORED_LIBCURL

Napi::Value IsPublicSuffix(const Napi::CallbackInfo& info) {
  const psl_ctx_t* const list = psl_builtin();
  if (!list || !info[0].IsString()) return info.Env().Undefined();
  const std::string name = info[0].As<Napi::String>().Utf8Value();
  // Without the default rule, by which every unknown last label is a public suffix: `intranet` is a host.
  return Napi::Boolean::New(info.Env(),
                            psl_is_public_suffix2(list, name.c_str(), PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE));
}

#else

Napi::Value IsPublicSuffix(const Napi::CallbackInfo& info) { return info.Env().Undefined(); }

#endif

}  // namespace curlew
