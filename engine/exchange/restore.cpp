#include "engine/exchange/restore.h"

#include <optional>
#include <utility>

#include "engine/catalog/catalog.h"
#include "engine/catalog/records.h"
#include "engine/claims/bulk_claims.h"
#include "engine/claims/ledger.h"
#include "engine/exchange/dump_records.h"
#include "engine/exchange/dump_text.h"
#include "engine/exchange/inspect.h"
#include "engine/exchange/pair_changes.h"
#include "engine/store/codec.h"

namespace entente::exchange {
namespace {

using claims::Claim;
using store::Table;

constexpr std::size_t kLinesBetweenBreaths = 4096;
constexpr std::string_view kHelp = "a dump is restored as `dump to` wrote it";

class Restorer {
 public:
  Restorer(store::WriteTxn& txn, files::LineReader& lines, const std::string& shown, const OnRead& on_read)
      : txn_(txn), lines_(lines), shown_(shown), on_read_(on_read) {}

  Result<DumpSum> run() {
    try {
      if (auto wrong = head()) {
        return std::move(*wrong);
      }
      while (true) {
        std::string_view line;
        const auto more = lines_.next(line);
        if (!more) {
          return more.error();
        }
        if (!*more) {
          return refused("the end of the dump is missing", "it was cut off, so that nothing was restored; make the dump anew");
        }
        if (take(DumpFields(line))) {
          break;
        }
      }
      return sum_;
    } catch (const BadLine& bad) {
      return refused(bad.why, std::string(kHelp));
    }
  }

 private:
  enum class Part : std::uint8_t { kCommits, kCatalogue, kClaims, kActs };

  [[nodiscard]] Diagnostic refused(const std::string& why, std::string help) const {
    return {"F20", "\"" + shown_ + "\", line " + std::to_string(lines_.number()) + ": " + why, std::nullopt, {}, std::move(help)};
  }

  std::optional<Diagnostic> head() {
    std::string_view line;
    const auto more = lines_.next(line);
    if (!more) {
      return more.error();
    }
    if (!*more || !line.starts_with(kDumpHead)) {
      return Diagnostic{"F20", "\"" + shown_ + "\" is no dump", std::nullopt, {}, "`dump to` writes one; a script is run with -f"};
    }
    if (line.substr(kDumpHead.size()) != std::to_string(kDumpVersion)) {
      return Diagnostic{"F20",
                        "\"" + shown_ + "\" is a dump of version " + std::string(line.substr(kDumpHead.size())) +
                            ", which this program does not read",
                        std::nullopt,
                        {},
                        "restore it with a newer version of entente"};
    }
    sum_.lines = 1;
    return std::nullopt;
  }

  /// True for the last line.
  bool take(const DumpFields& fields) {
    const std::string_view word = fields.word();
    if (word == "end") {
      check_end(fields);
      return true;
    }
    ++sum_.lines;
    if (sum_.lines % kLinesBetweenBreaths == 0) {
      on_read_(sum_.lines, lines_.extent());
    }
    if (word == "claim" && part_ <= Part::kClaims) {
      begin(Part::kClaims);
      take_claim(records_.claim(fields));
    } else if (word == "event") {
      begin(Part::kActs);
      const auto event = records_.event(fields);
      check_commit(event.recorded);
      claims::insert(txn_, event);
      ++sum_.events;
    } else if (word == "provision") {
      begin(Part::kActs);
      const auto provision = records_.provision(fields);
      check_commit(provision.recorded);
      claims::insert(txn_, provision);
      ++sum_.provisions;
    } else if (word == "commit" && part_ == Part::kCommits) {
      put_commit(DumpRecords::commit(fields));
    } else if (part_ <= Part::kCatalogue && records_.take(fields)) {
      part_ = Part::kCatalogue;
    } else {
      throw BadLine{"\"" + std::string(word) + "\" is no line of a dump, or not here"};
    }
    return false;
  }

  void check_commit(CommitId commit) const {
    if (!commit || commit > last_.id) {
      throw BadLine{"there is no commit " + std::to_string(commit.value)};
    }
  }

  void check_end(const DumpFields& fields) {
    if (fields.number(0) != sum_.lines) {
      throw BadLine{"lines are missing: there are " + std::to_string(sum_.lines) + ", and there were " +
                    std::string(fields.raw(0))};
    }
    begin(Part::kActs);
    std::string_view line;
    if (const auto more = lines_.next(line); !more || *more) {
      throw BadLine{"something stands behind the end of the dump"};
    }
  }

  // What comes first must be there before what refers to it.
  void begin(Part part) {
    if (part_ <= Part::kCatalogue && part > Part::kCatalogue) {
      records_.settle();
      put_all(Table::kRoles, records_.roles());
      put_all(Table::kEntities, records_.entities());
      put_all(Table::kSources, records_.sources());
      check_catalogue();
    }
    if (part_ <= Part::kClaims && part > Part::kClaims) {
      flush();
    }
    part_ = std::max(part_, part);
  }

  template <class Records>
  void put_all(Table table, const Records& records) {
    for (const auto& one : records) {
      check_commit(one.commit);
      store::KeyWriter key;
      key.u32(one.record.id.value).u32(one.commit.value);
      txn_.put(table, key.view(), catalog::encode(one.record));
      ++sum_.definitions;
    }
  }

  // By the rules of `check`: a dump that was changed by hand may break them.
  void check_catalogue() {
    const Inspector inspector{[](const std::string&) {}, [](const std::string&, const std::string& text) { throw BadLine{text}; }};
    inspect_catalogue(txn_, inspector);
  }

  void put_commit(const catalog::Commit& commit) {
    if (commit.id.value != last_.id.value + 1) {
      throw BadLine{"commit " + std::to_string(commit.id.value) + " does not follow commit " + std::to_string(last_.id.value)};
    }
    last_ = commit;
    store::KeyWriter key;
    key.u32(commit.id.value);
    txn_.put(Table::kCommits, key.view(), catalog::encode(commit));
    ++sum_.commits;
  }

  void take_claim(const Claim& claim) {
    if (claim.id <= last_claim_) {
      throw BadLine{"claim " + std::to_string(claim.id.value) + " stands behind claim " + std::to_string(last_claim_.value)};
    }
    check_commit(claim.recorded);
    if (claim.retired) {
      check_commit(claim.retired);
    }
    if (claim.retired && claim.retired < claim.recorded) {
      throw BadLine{"claim " + std::to_string(claim.id.value) + " was retracted before it was recorded"};
    }
    last_claim_ = claim.id;
    ++sum_.claims;
    claims_.add(claim);
    if (claims_.is_full()) {
      in_turns_ = true;
      flush();
    }
  }

  // Folds all pairs, and has them stand as changed when they were.
  void flush() {
    if (!catalog_) {
      catalog_.emplace(catalog::Catalog::load(txn_));
      changes_.emplace(txn_);
    }
    // What a pair was before it changed cannot be told before all of its claims have come.
    const claims::Past past{[this](claims::Pair pair, const auto& claims) { return changes_->history_of(pair, claims); },
                            in_turns_ ? CommitId{UINT32_MAX} : catalog_->changed()};
    claims_.record(txn_, *catalog_, past, [this] { on_read_(sum_.lines, lines_.extent()); });
  }

  store::WriteTxn& txn_;
  files::LineReader& lines_;
  const std::string& shown_;
  const OnRead& on_read_;
  DumpRecords records_;
  DumpSum sum_;
  Part part_ = Part::kCommits;
  catalog::Commit last_;
  ClaimId last_claim_;
  claims::BulkRestore claims_;
  bool in_turns_ = false;                    // they are too many to wait all at once
  std::optional<catalog::Catalog> catalog_;  // of all definitions, once those were read
  std::optional<DefinitionChanges> changes_;
};

}  // namespace

Result<DumpSum> restore(store::WriteTxn& txn, files::LineReader& lines, const std::string& shown, const OnRead& on_read) {
  return Restorer(txn, lines, shown, on_read).run();
}

}  // namespace entente::exchange
