#pragma once

#include <curl/curl.h>

#include <cstdint>

namespace curlew {

// How a value gets from JavaScript to curl_easy_setopt: libcurl's own option types, with the pointer kinds divided by
// how this addon handles them.
#define CURLEW_OPTION_KINDS(row)                                                                          \
  row(Unknown) row(Long) row(OffT) row(String) row(Slist) row(Blob) row(Callback) row(Data) row(Reserved) \
      row(Unsupported)

#define CURLEW_OPTION_KIND_MEMBER(name) k##name,
enum class OptionKind : uint8_t { CURLEW_OPTION_KINDS(CURLEW_OPTION_KIND_MEMBER) };
#undef CURLEW_OPTION_KIND_MEMBER

struct OptionRow {
  CURLoption id;
  OptionKind kind;
};

// The row of an option in the linked libcurl, kUnknown when it has none.
// An option's number modulo 10,000 is unique, so the table is an array filled once from curl_easy_option_next();
// curl_easy_option_by_id() would search 300 entries per call.
const OptionRow& FindOption(int64_t id);

// Fills the table; called once per process before any handle exists.
void LoadOptionTable();

}  // namespace curlew
