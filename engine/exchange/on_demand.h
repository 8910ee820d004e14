// A library that is loaded when something of it is first wanted. Internal to engine/exchange.
#pragma once

#include <dlfcn.h>

namespace entente::exchange {

class LibraryOnDemand {
 public:
  explicit LibraryOnDemand(const char* name) : handle_(::dlopen(name, RTLD_NOW | RTLD_LOCAL)), is_whole_(handle_ != nullptr) {}

  /// Sets `call` to the function of that name; null where there is none.
  template <class Function>
  void find(Function*& call, const char* name) {
    call = handle_ == nullptr ? nullptr : reinterpret_cast<Function*>(::dlsym(handle_, name));
    is_whole_ = is_whole_ && call != nullptr;
  }
  /// It is there, and all that was looked for was found.
  [[nodiscard]] bool is_whole() const { return is_whole_; }

 private:
  void* handle_;  // for as long as the program runs
  bool is_whole_;
};

}  // namespace entente::exchange
