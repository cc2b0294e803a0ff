// Node's functions are in the program that loaded the addon, whatever its file is called: node.exe, a renamed one,
// Electron. The import of "node.exe" is delayed, so it can be resolved here.

#include <windows.h>
// After windows.h.
#include <delayimp.h>

#include <cstring>

namespace {

FARPROC WINAPI LoadHost(unsigned event, DelayLoadInfo* info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0) return nullptr;
  // If Node is a library, its functions are in that.
  HMODULE host = GetModuleHandleW(L"libnode.dll");
  if (!host) host = GetModuleHandleW(nullptr);
  return reinterpret_cast<FARPROC>(host);
}

}  // namespace

extern "C" PfnDliHook __pfnDliNotifyHook2 = LoadHost;
