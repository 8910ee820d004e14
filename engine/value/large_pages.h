// Memory for arrays that are large and looked at here and there: on large pages, where the system has them, so that a look misses
// the processor's table of pages less often.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace entente {

/// An allocator: of little it asks `new`.
template <class T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>& /*other*/) noexcept {}  // NOLINT(google-explicit-constructor): as allocators are

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < kLeastBytes) {
      return static_cast<T*>(::operator new(bytes));
    }
    void* const place = std::aligned_alloc(kPageBytes, (bytes + kPageBytes - 1) / kPageBytes * kPageBytes);
    if (place == nullptr) {
      throw std::bad_alloc();
    }
    ::madvise(place, bytes, MADV_HUGEPAGE);  // small ones do as well
    return static_cast<T*>(place);
  }
  void deallocate(T* place, std::size_t count) noexcept {
    if (count * sizeof(T) < kLeastBytes) {
      ::operator delete(place);
    } else {
      std::free(place);
    }
  }
  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static constexpr std::size_t kPageBytes = std::size_t{2} << 20U;
  static constexpr std::size_t kLeastBytes = kPageBytes / 2;
};

}  // namespace entente
