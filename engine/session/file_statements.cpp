#include "engine/session/file_statements.h"

#include <unistd.h>

#include "engine/bind/import.h"
#include "engine/exchange/dump.h"
#include "engine/exchange/dump_text.h"
#include "engine/files/whole_file.h"
#include "engine/session/child.h"
#include "parser/overloaded.h"

namespace entente::session {
namespace {

constexpr std::size_t kLossesShown = 20;

Answer said(std::string line) {
  Answer answer;
  answer.caption.push_back(std::move(line));
  return answer;
}

std::string megabytes(std::uint64_t bytes) {
  const std::uint64_t tenths = (bytes * 10 + (1U << 19U)) >> 20U;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

bool stands_there(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

// A copy never takes the place of a file: it might be a database that somebody has open.
Result<std::uint64_t> copy_to(const bind::Import::File& file, OpenDatabase& database) {
  if (stands_there(file.path)) {
    return Diagnostic{"F21",
                      "\"" + file.shown + "\" exists already",
                      std::nullopt,
                      {},
                      "choose another name, or remove it first: a copy replaces no file"};
  }
  auto out = files::WholeFile::create(file.path, file.shown);
  if (!out) {
    return std::move(out.error());
  }
  database.environment->copy_to((*out)->descriptor());
  const auto bytes = ::lseek((*out)->descriptor(), 0, SEEK_END);
  if (auto done = (*out)->finish(); !done) {
    return std::move(done.error());
  }
  return static_cast<std::uint64_t>(bytes);
}

Result<Answer> backup(const bind::Import::File& file, OpenDatabase& database) {
  const auto bytes = copy_to(file, database);
  if (!bytes) {
    return bytes.error();
  }
  return said("copied to " + file.shown + ": " + megabytes(*bytes));
}

Result<Answer> compact(const bind::Import::File& file, OpenDatabase& database) {
  const auto before = database.environment->sizes().file;
  const auto bytes = copy_to(file, database);
  if (!bytes) {
    return bytes.error();
  }
  return said("copied to " + file.shown + " without free pages: " + megabytes(*bytes) + " of " + megabytes(before));
}

// In a child, for what is damaged may crash who reads it.
Result<Answer> salvage(const bind::Import::File& file, const OpenDatabase& database) {
  const auto end = run_in_child([&](const auto& say) {
    auto out = files::WholeFile::create(file.path, file.shown);
    if (!out) {
      say(exchange::DumpLine("refused").text(out.error().code).text(out.error().message).text(out.error().help).take());
      return;
    }
    std::vector<std::string> lost;
    exchange::DumpSum sum;
    {
      const auto environment = store::Environment::open(database.path, store::Mode::kReadOnly);
      const auto txn = environment->read();
      sum = exchange::salvage(txn, **out, lost);
    }
    const auto done = (*out)->finish();
    if (!done) {
      say(exchange::DumpLine("refused").text(done.error().code).text(done.error().message).text(done.error().help).take());
      return;
    }
    say(exchange::DumpLine("done").number(sum.definitions).number(sum.claims).number(sum.events).number(lost.size()).take());
    for (std::size_t i = 0; i < std::min(lost.size(), kLossesShown); ++i) {
      say(exchange::DumpLine("lost").text(lost[i]).take());
    }
  });
  Answer answer;
  std::string_view rest = end.text;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const exchange::DumpFields fields(line);
    if (fields.word() == "refused") {
      return Diagnostic{fields.text(0), fields.text(1), std::nullopt, {}, fields.text(2)};
    }
    answer.caption.push_back(fields.word() == "lost" ? fields.text(0)
                                                     : "wrote " + file.shown + ": " + fields.text(0) + " definitions, " +
                                                           fields.text(1) + " claims, " + fields.text(2) + " events; " +
                                                           fields.text(3) + (fields.text(3) == "1" ? " loss" : " losses"));
  }
  if (answer.caption.empty()) {
    store::fail(store::FaultKind::kCorrupt, "to read what is left of \"" + database.path + "\" crashes the program" +
                                                (end.crash.empty() ? "" : " (" + end.crash + ")"));
  }
  return answer;
}

Answer stats(const OpenDatabase& database) {
  const auto sizes = database.environment->sizes();
  const auto txn = database.environment->read();
  Answer answer;
  answer.has_table = true;
  answer.table.columns = {{"what", ColumnType::kText}, {"number", ColumnType::kInteger}, {"unit", ColumnType::kText}};
  const auto add = [&](std::string what, std::uint64_t count, std::string unit) {
    answer.table.rows.push_back({std::move(what), static_cast<std::int64_t>(count), std::move(unit)});
  };
  add("file", sizes.file, "bytes");
  add("pages in use or free", sizes.used, "bytes");
  add("address space", sizes.map, "bytes");
  add("address space in use", sizes.map == 0 ? 0 : 100 * sizes.used / sizes.map, "percent");
  add("page", sizes.page, "bytes");
  add("format", database.environment->format_version(), "version");
  add("reader slots in use", database.environment->readers(), "slots");
  for (std::size_t i = 1; i < store::kTableCount; ++i) {  // the first is the meta record
    const auto table = static_cast<store::Table>(i);
    add("table " + std::string(store::name_of(table)), txn.count(table), "records");
  }
  add("claims recorded", claims::next_claim(txn).value - 1, "claims");
  add("last commit", last_commit(txn).value, "number");
  answer.caption.push_back(database.path + ": " + megabytes(sizes.file) + "; records of packed tables hold many rows each");
  return answer;
}

Result<Answer> placed(Result<Answer> answer, const ast::TextV& file) {
  if (!answer && !answer.error().span) {
    answer.error().span = bind::span_of(file);
  }
  return answer;
}

}  // namespace

bool is_of_the_file(const ast::Statement& statement) {
  const auto* dump = std::get_if<ast::Dump>(&statement.kind);
  return (dump != nullptr && dump->salvages) || std::holds_alternative<ast::Backup>(statement.kind) ||
         std::holds_alternative<ast::Compact>(statement.kind) || std::holds_alternative<ast::Check>(statement.kind) ||
         std::holds_alternative<ast::Stats>(statement.kind);
}

Result<Answer> run_on_file(const ast::Statement& statement, OpenDatabase& database, const bind::Environment& environment) {
  const catalog::Catalog nothing;
  const catalog::Commits commits;
  Pool pool;
  const bind::Setting setting{nothing, environment, pool, 0, RunMode::kInteractive, commits};
  const auto with_file = [&](const ast::TextV& text, auto work) -> Result<Answer> {
    const auto file = bind::bind_file_to_write(text, setting);
    return file ? placed(work(*file, database), text) : Result<Answer>(file.error());
  };
  return std::visit(Overloaded{
                        [&](const ast::Backup& s) { return with_file(s.file, backup); },
                        [&](const ast::Compact& s) { return with_file(s.file, compact); },
                        [&](const ast::Dump& s) { return with_file(s.file, salvage); },
                        [&](const ast::Check&) -> Result<Answer> { return check(database.path); },
                        [&](const auto&) -> Result<Answer> { return stats(database); },
                    },
                    statement.kind);
}

}  // namespace entente::session
