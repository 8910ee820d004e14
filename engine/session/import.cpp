#include "engine/session/import.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/bind/refuse.h"
#include "engine/catalog/name_key.h"
#include "engine/claims/conflicts.h"
#include "engine/exchange/formats.h"
#include "engine/exchange/statement_rows.h"
#include "parser/characters.h"
#include "parser/parse.h"

namespace entente::session {
namespace {

using claims::Claim;
using claims::ClaimKind;
using exchange::Holds;
using exchange::RowFault;

constexpr std::size_t kRowsBetweenBreaths = 1024;
constexpr std::size_t kBodiesShown = 3;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

// The message, with what was probably meant.
RowFault fault_of(const Diagnostic& diagnostic, files::Place at) {
  const auto& correction = diagnostic.correction;
  return {at, "", diagnostic.message + (correction ? "; " + correction->instead + "?" : ""), diagnostic.code};
}

std::string as_written(const std::string& name) { return is_plain_name(name) ? name : exchange::quoted_text(name); }

exchange::StatementOptions statement_options(const bind::Import& import, const exchange::RowSource& rows,
                                             const catalog::Catalog& catalog) {
  const auto key = [&](SourceId id) { return id ? catalog.source(id)->key : std::string(); };
  return {key(import.source), key(import.via), rows.code_system(exchange::Field::kActor), rows.code_system(exchange::Field::kBody)};
}

Diagnostic no_such_import(const bind::Import& import) {
  auto words = exchange::words_of_holds();
  const auto formats = exchange::names_of_formats();
  words.insert(words.end(), formats.begin(), formats.end());
  const auto near = catalog::nearest(import.what, words);
  return {"N16",
          "nothing is imported as \"" + import.what + "\"",
          import.what_span,
          {},
          near.empty() ? "there are " + bind::alternatives(words) : "did you mean " + bind::alternatives(near) + "?"};
}

}  // namespace

Importer::Importer(store::WriteTxn& txn, const catalog::Draft& catalog, Applier& applier, SettingOf setting, OnProgress on_progress)
    : txn_(txn),
      catalog_(catalog),
      applier_(applier),
      setting_(std::move(setting)),
      on_progress_(std::move(on_progress)),
      before_(applier.tally()) {}

void Importer::breathe() const {
  Pool pool;
  if (const auto setting = setting_(pool); setting.breathe) {
    setting.breathe();
  }
}

void Importer::breathe(const exchange::RowSource& rows) {
  if (rows.records() % kRowsBetweenBreaths != 0) {
    return;
  }
  breathe();
  if (on_progress_) {
    const auto extent = rows.extent();
    on_progress_({rows.records(), extent.read, extent.all});
  }
}

Result<Answer> Importer::run(const bind::Import& import) {
  const auto* format = exchange::find_format(import.what);
  const auto holds = format != nullptr ? std::optional(format->holds) : exchange::holds_of(import.what);
  if (!holds) {
    return no_such_import(import);
  }
  if (format != nullptr && !import.mapping.empty()) {
    return Diagnostic{"R02", "files of " + import.what + " need no mapping", import.mapping_span, {}, "leave it out"};
  }
  auto rows = format != nullptr ? format->open(import, catalog_.read()) : exchange::open_rows(import, *holds);
  if (!rows) {
    rows.error().span = rows.error().span ? rows.error().span : import.file_span;
    return std::move(rows.error());
  }
  for (const auto& statement : (*rows)->statements()) {
    if (auto done = apply(statement); !done) {
      done.error().span = import.file_span;
      return std::move(done.error());
    }
  }
  before_ = applier_.tally();
  BadRows bad(import);
  if (auto opened = bad.open((*rows)->headings()); !opened) {
    return std::move(opened.error());
  }
  const bool has_claims = *holds == Holds::kMemberships || *holds == Holds::kClaims;
  auto wrong = has_claims ? read_claims(import, **rows, bad) : read_statements(import, *holds, **rows, bad);
  if (wrong) {
    wrong->span = wrong->span ? wrong->span : import.file_span;
    return std::move(*wrong);
  }
  if (!bad.tolerable()) {
    return bad.refused();
  }
  const auto* source = catalog_.read().source(import.source);
  if (const auto closing = (*rows)->closing_statement(source == nullptr ? "" : source->key); !closing.empty()) {
    if (auto done = apply(closing); !done) {
      done.error().span = import.file_span;
      return std::move(done.error());
    }
  }
  if (auto finished = bad.finish(); !finished) {
    return std::move(finished.error());
  }
  Answer answer;
  answer.caption = caption(import, **rows, bad);
  return answer;
}

void Importer::refuse(BadRows& bad, const Faults& faults, const exchange::RowSource& rows) {
  bad.add(faults, bad.keeps_cells() ? cells_of(rows.record()) : std::vector<std::string>{});
}

// Memberships go to the ledger all at once; what needs others to be there (an end, a suspension that is ended) waits for them.
std::optional<Diagnostic> Importer::read_claims(const bind::Import& import, exchange::RowSource& rows, BadRows& bad) {
  exchange::ClaimReader reader(catalog_,
                               {import.source, import.via, rows.code_system(exchange::Field::kActor),
                                rows.code_system(exchange::Field::kBody), import.defines_new},
                               [this](Kind kind, const std::string& key) { return define(kind, key); });
  ClaimSink sink(applier_, [this] { breathe(); });
  std::vector<Claim> found;
  Faults faults;
  while (true) {
    breathe(rows);
    faults.clear();
    found.clear();
    auto row = rows.next(faults);
    if (!row) {
      return std::move(row.error());
    }
    if (*row == nullptr) {
      break;
    }
    if (faults.empty()) {
      reader.read(**row, found, faults);
    }
    if (!faults.empty()) {
      refuse(bad, faults, rows);
    }
    for (Claim& claim : found) {
      if (!bad.tolerable()) {
        break;
      }
      if (claim.kind == ClaimKind::kMembership) {
        sink.add(claim);
      } else {
        waiting_.push_back(
            {"", {std::move(claim)}, (*row)->at, bad.keeps_cells() ? cells_of(rows.record()) : std::vector<std::string>{}});
      }
    }
  }
  if (bad.tolerable()) {
    sum_ = sink.finish();
    record_waiting(bad);
  }
  return std::nullopt;
}

void Importer::record_waiting(BadRows& bad) {
  for (auto& one : waiting_) {
    const std::size_t before = applier_.tally().claims;
    bind::Change change{bind::AddClaims{std::move(one.claims), {Span{}}}, Span{}, {}};
    const auto done = applier_.apply(change);
    if (!done) {
      bad.add({fault_of(done.error(), one.at)}, one.cells);
    } else if (applier_.tally().claims == before) {
      ++sum_.known;
    }
  }
  waiting_.clear();
}

std::optional<Diagnostic> Importer::read_statements(const bind::Import& import, Holds holds, exchange::RowSource& rows,
                                                    BadRows& bad) {
  const auto options = statement_options(import, rows, catalog_.read());
  Faults faults;
  while (true) {
    breathe(rows);
    faults.clear();
    auto row = rows.next(faults);
    if (!row) {
      return std::move(row.error());
    }
    if (*row == nullptr) {
      break;
    }
    std::string statement;
    if (faults.empty()) {
      statement = exchange::statement_of(**row, holds, catalog_.read(), options, faults);
    }
    if (!faults.empty()) {
      refuse(bad, faults, rows);
    } else {
      waiting_.push_back(
          {std::move(statement), {}, (*row)->at, bad.keeps_cells() ? cells_of(rows.record()) : std::vector<std::string>{}});
    }
  }
  apply_waiting(bad);
  return std::nullopt;
}

// A row may name what a later row defines: those that name what is unknown are tried again for as long as that helps.
void Importer::apply_waiting(BadRows& bad) {
  for (std::size_t before = waiting_.size() + 1; !waiting_.empty() && waiting_.size() < before;) {
    before = waiting_.size();
    std::vector<Waiting> again;
    for (auto& one : waiting_) {
      const Tally tally = applier_.tally();
      const auto done = apply(one.statement);
      if (done) {
        unchanged_ += applier_.tally() == tally ? 1U : 0U;
      } else if (done.error().code == "N01" || done.error().code == "N06") {
        one.fault = fault_of(done.error(), one.at);
        again.push_back(std::move(one));
      } else {
        bad.add({fault_of(done.error(), one.at)}, one.cells);
      }
    }
    waiting_ = std::move(again);
  }
  for (const auto& one : waiting_) {
    bad.add({one.fault}, one.cells);
  }
  waiting_.clear();
}

Result<Done> Importer::apply(const std::string& statement) {
  const Source source("row", statement);
  for (auto& parsed : parse_script(source)) {
    if (!parsed) {
      return std::move(parsed.error());
    }
    Pool pool;
    const auto change = bind::bind_change(*parsed, setting_(pool));
    if (!change) {
      return change.error();
    }
    if (auto done = applier_.apply(*change); !done) {
      return std::move(done.error());
    }
  }
  return Done{};
}

Result<EntityId> Importer::define(Kind kind, const std::string& key) {
  auto done = apply("define " + std::string(to_text(kind)) + " " + exchange::quoted_text(key));
  if (!done) {
    return std::move(done.error());
  }
  ++defined_new_;
  return catalog_.read().entities().back().id;
}

// Only what stands between a claim of before and one of this import.
std::optional<std::string> Importer::conflicts_line(const ClaimSink::Sum& sum) const {
  std::size_t count = 0;
  std::set<std::string> bodies;
  for (const auto& pair : sum.met) {
    const auto claims = claims::claims_in_view(txn_, catalog_.read(), pair, {});
    for (const auto& conflict : claims::conflicts_of(claims, claims::context_of(catalog_.read(), pair, {}, claims))) {
      if (conflict.b && conflict.b >= sum.first && conflict.a < sum.first) {
        ++count;
        bodies.insert(as_written(catalog_.read().entity(pair.body)->key));
      }
    }
  }
  if (count == 0) {
    return std::nullopt;
  }
  std::string in;
  for (const auto& body : bodies) {
    in += (in.empty() ? " in " : ", ") + body;
  }
  const std::string number = std::to_string(sum.first.value);
  return counted(count, "conflict", "conflicts") + " with what was recorded before: conflicts" +
         (bodies.size() <= kBodiesShown ? in : "") + " | where claim_a < " + number + " and claim_b >= " + number;
}

std::vector<std::string> Importer::caption(const bind::Import& import, const exchange::RowSource& rows, const BadRows& bad) const {
  const Tally& now = applier_.tally();
  std::string line = "read " + counted(rows.records(), "row", "rows") + " of " + import.file.shown + ": ";
  std::vector<std::string> parts;
  const std::size_t claims = now.claims - before_.claims;
  const std::size_t events = now.events - before_.events;
  const std::size_t defined = now.defined - before_.defined - defined_new_;
  const auto* format = exchange::find_format(import.what);
  const auto holds = format != nullptr ? std::optional(format->holds) : exchange::holds_of(import.what);
  const bool has_claims = *holds == Holds::kMemberships || *holds == Holds::kClaims;
  if (has_claims) {
    parts.push_back(counted(claims, "claim", "claims") + " recorded");
  } else {
    parts.push_back(*holds == Holds::kEvents ? counted(events, "event", "events") + " recorded"
                                             : std::to_string(defined) + " defined");
  }
  parts.push_back(std::to_string(has_claims ? sum_.known : unchanged_) + " already known");
  parts.push_back(std::to_string(bad.count()) + " refused");
  for (const auto& part : parts) {
    line += (&part == &parts.front() ? "" : ", ") + part;
  }
  std::vector<std::string> lines = {std::move(line)};
  if (defined_new_ > 0) {
    lines.push_back("defined on the way: " + std::to_string(defined_new_));
  }
  auto notes = rows.notes();
  std::move(notes.begin(), notes.end(), std::back_inserter(lines));
  auto refused = bad.lines();
  std::move(refused.begin(), refused.end(), std::back_inserter(lines));
  if (import.bad_rows && bad.count() > 0) {
    lines.push_back("the rows that were refused are in " + import.bad_rows->shown);
  }
  if (auto conflicts = conflicts_line(sum_)) {
    lines.push_back(std::move(*conflicts));
  }
  return lines;
}

}  // namespace entente::session
