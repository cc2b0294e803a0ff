#include "easy/option_table.h"

#include <array>
#include <mutex>

#include "callbacks/table.h"
#include "easy/easy.h"

namespace curlew {

namespace {

constexpr size_t kSlots = 1024;
constexpr OptionRow kNone{static_cast<CURLoption>(0), OptionKind::kUnknown};
std::array<OptionRow, kSlots> table;

OptionKind KindOf(const curl_easyoption* option) {
  // libcurl types these as pointers, which does not tell how to set them.
  if (FindCallback(option->id)) return OptionKind::kCallback;
  if (Easy::FindData(option->id)) return OptionKind::kData;
  if (option->id == CURLOPT_ERRORBUFFER || option->id == CURLOPT_PRIVATE) return OptionKind::kReserved;
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
    case CURLOT_CBPTR:
      // The data pointers of callbacks belong to the handle.
      return OptionKind::kReserved;
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
