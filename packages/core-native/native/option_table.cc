#include "option_table.h"

#include <array>
#include <mutex>

namespace curlew {

namespace {

constexpr size_t kSlots = 1024;
constexpr OptionRow kNone{static_cast<CURLoption>(0), OptionKind::kUnknown};
std::array<OptionRow, kSlots> table;

// The options whose libcurl type ("object", "callback data", "function") does not say what to do with them.
struct Special {
  CURLoption id;
  OptionKind kind;
};
constexpr Special kSpecial[] = {
    {CURLOPT_WRITEFUNCTION, OptionKind::kCallback}, {CURLOPT_HEADERFUNCTION, OptionKind::kCallback},
    {CURLOPT_READFUNCTION, OptionKind::kCallback},  {CURLOPT_SEEKFUNCTION, OptionKind::kCallback},
    {CURLOPT_DEBUGFUNCTION, OptionKind::kCallback}, {CURLOPT_XFERINFOFUNCTION, OptionKind::kCallback},
    {CURLOPT_WRITEDATA, OptionKind::kData},         {CURLOPT_POSTFIELDS, OptionKind::kData},
    {CURLOPT_COPYPOSTFIELDS, OptionKind::kData},    {CURLOPT_ERRORBUFFER, OptionKind::kReserved},
    {CURLOPT_PRIVATE, OptionKind::kReserved},       {CURLOPT_SHARE, OptionKind::kData},
};

OptionKind KindOf(const curl_easyoption* option) {
  for (const Special& special : kSpecial)
    if (special.id == option->id) return special.kind;
  switch (option->type) {
    case CURLOT_LONG:
    case CURLOT_VALUES:
      return OptionKind::kLong;
    case CURLOT_OFF_T:
      return OptionKind::kOffT;
    case CURLOT_STRING:
      return OptionKind::kString;
    case CURLOT_SLIST:
      return OptionKind::kSlist;
    case CURLOT_BLOB:
      return OptionKind::kBlob;
    default:
      return OptionKind::kUnsupported;
  }
}

}  // namespace

const OptionRow& FindOption(int64_t id) {
  const size_t slot = static_cast<size_t>(id) % 10000;
  if (id <= 0 || slot >= kSlots || table[slot].id != id) return kNone;
  return table[slot];
}

void LoadOptionTable() {
  static std::once_flag once;
  std::call_once(once, [] {
    table.fill(kNone);
    for (const curl_easyoption* option = curl_easy_option_next(nullptr); option;
         option = curl_easy_option_next(option)) {
      if (option->flags & CURLOT_FLAG_ALIAS) continue;
      const size_t slot = static_cast<size_t>(option->id) % 10000;
      if (slot < kSlots) table[slot] = {option->id, KindOf(option)};
    }
  });
}

}  // namespace curlew
