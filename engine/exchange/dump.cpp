#include "engine/exchange/dump.h"

#include <algorithm>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/records.h"
#include "engine/claims/ledger.h"
#include "engine/exchange/dump_lines.h"
#include "engine/exchange/dump_text.h"

namespace entente::exchange {
namespace {

constexpr std::size_t kLinesBetweenBreaths = 4096;

class Dumper {
 public:
  Dumper(const store::Reader& reader, files::WholeFile& file, const OnLines& on_lines)
      : reader_(reader), file_(file), on_lines_(on_lines), catalog_(catalog::Catalog::load(reader)) {
    for (const auto& entity : catalog_.entities()) {
      keys_.entities[entity.id.value] = entity.key;
    }
    for (const auto& role : catalog_.roles()) {
      keys_.roles[role.id.value] = role.singular;
    }
    for (const auto& source : catalog_.sources()) {
      keys_.sources[source.id.value] = source.key;
    }
  }

  DumpSum run() {
    write(std::string(kDumpHead) + std::to_string(kDumpVersion) + "\n");
    for (auto cursor = reader_.scan(store::Table::kCommits); cursor.valid(); cursor.next()) {
      write(lines_of(catalog::decode_commit(cursor.value())));
      ++sum_.commits;
    }
    definitions(catalog::role_versions(reader_));
    definitions(catalog::entity_versions(reader_));
    definitions(catalog::source_versions(reader_));
    claims();
    acts();
    write(DumpLine("end").number(sum_.lines).take());
    return sum_;
  }

 private:
  void write(const std::string& lines) {
    file_.write(lines);
    sum_.lines += static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (++writes_ % kLinesBetweenBreaths == 0) {
      on_lines_(sum_.lines);
    }
  }

  template <class Versions>
  void definitions(const Versions& versions) {
    for (const auto& version : versions) {
      write(lines_of(version.record, version.commit, keys_));
      ++sum_.definitions;
    }
  }

  // In the order of their numbers, in which they are restored.
  void claims() {
    const ClaimId end = claims::next_claim(reader_);
    for (ClaimId id{1}; id < end; ++id.value) {
      if (const auto claim = claims::claim_of_id(reader_, id)) {
        write(lines_of(*claim, keys_));
        ++sum_.claims;
      }
    }
  }

  void acts() {
    for (const auto& entity : catalog_.entities()) {
      for (const auto& event : claims::events_of(reader_, as_body(entity.id))) {
        write(lines_of(event, keys_));
        ++sum_.events;
      }
      for (const auto& provision : claims::provisions_of(reader_, as_body(entity.id))) {
        write(lines_of(provision, keys_));
        ++sum_.provisions;
      }
    }
  }

  const store::Reader& reader_;
  files::WholeFile& file_;
  const OnLines& on_lines_;
  catalog::Catalog catalog_;
  DumpKeys keys_;
  DumpSum sum_;
  std::size_t writes_ = 0;
};

}  // namespace

DumpSum dump(const store::Reader& reader, files::WholeFile& file, const OnLines& on_lines) {
  return Dumper(reader, file, on_lines).run();
}

}  // namespace entente::exchange
