// The frame of a dump while it is written: its head, its end, and how much is in it. Internal to engine/exchange.
#pragma once

#include <algorithm>
#include <string>

#include "engine/exchange/dump.h"
#include "engine/exchange/dump_lines.h"
#include "engine/exchange/dump_text.h"

namespace entente::exchange {

class DumpFile {
 public:
  DumpFile(files::WholeFile& file, OnLines on_lines) : file_(file), on_lines_(std::move(on_lines)) {
    write(std::string(kDumpHead) + std::to_string(kDumpVersion) + "\n");
  }

  /// Lines refer to things by these keys, which must be there before the first that does.
  [[nodiscard]] DumpKeys& keys() { return keys_; }

  void put(const catalog::Commit& commit) { put(lines_of(commit), sum_.commits); }
  template <class Record>
  void put(const Record& record, CommitId commit) {
    put(lines_of(record, commit, keys_), sum_.definitions);
  }
  void put(const claims::Claim& claim) { put(lines_of(claim, keys_), sum_.claims); }
  void put(const claims::Event& event) { put(lines_of(event, keys_), sum_.events); }
  void put(const claims::Provision& provision) { put(lines_of(provision, keys_), sum_.provisions); }

  /// The last line.
  [[nodiscard]] DumpSum end() {
    write(DumpLine("end").number(sum_.lines).take());
    return sum_;
  }

 private:
  static constexpr std::size_t kWritesBetweenBreaths = 4096;

  void put(const std::string& lines, std::size_t& count) {
    write(lines);
    ++count;
  }
  void write(const std::string& lines) {
    file_.write(lines);
    sum_.lines += static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (++writes_ % kWritesBetweenBreaths == 0) {
      on_lines_(sum_.lines);
    }
  }

  files::WholeFile& file_;
  OnLines on_lines_;
  DumpKeys keys_;
  DumpSum sum_;
  std::size_t writes_ = 0;
};

}  // namespace entente::exchange
