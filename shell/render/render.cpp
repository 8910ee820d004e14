#include "shell/render/render.h"

#include <algorithm>
#include <array>

namespace entente::shell {
namespace {

constexpr std::array<Format, 5> kFormats{{
    {"table", render_table, "\n"},
    {"csv", render_csv, "\n"},
    {"json", render_json, ""},
    {"jsonl", render_jsonl, ""},
    {"markdown", render_markdown, "\n"},
}};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto* const found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace entente::shell
