#pragma once

#include <curl/curl.h>

#include <cstdint>

namespace curlew {

// How a value gets from JavaScript to curl_easy_setopt: libcurl's own option types, with the pointer kinds told apart
// by what this addon does with them.
enum class OptionKind : uint8_t {
  kUnknown,
  kLong,
  kOffT,
  kString,
  kSlist,
  kBlob,
  kCallback,
  kData,
  kReserved,
  kUnsupported
};

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
