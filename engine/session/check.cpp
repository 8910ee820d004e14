// `check`: a child process opens the file and looks at everything; a crash in it is a finding.
#include <algorithm>

#include "engine/exchange/dump_text.h"
#include "engine/exchange/inspect.h"
#include "engine/session/child.h"
#include "engine/session/file_statements.h"
#include "engine/store/environment.h"

namespace entente::session {
namespace {

using exchange::DumpFields;
using exchange::DumpLine;

constexpr std::size_t kFindingsMost = 1000;

void look(const std::string& path, const std::function<void(const std::string&)>& say) {
  std::size_t count = 0;
  const auto found = [&](const std::string& part, const std::string& text) {
    if (count++ < kFindingsMost) {
      say(DumpLine("found").text(part).text(text).take());
    }
  };
  say(DumpLine("begin").text("the file as a whole").take());
  try {
    const auto environment = store::Environment::open(path, store::Mode::kReadOnly);
    const auto txn = environment->read();
    const auto seen = exchange::inspect(txn, {[&](const std::string& part) { say(DumpLine("begin").text(part).take()); }, found});
    say(DumpLine("end").number(count).number(seen.records).number(seen.claims).number(seen.memberships).take());
  } catch (const store::Fault& fault) {
    found("the file as a whole", fault.what());
    say(DumpLine("end").number(count).take());
  }
}

std::vector<Cell> row(std::string part, std::string finding) { return {std::move(part), std::move(finding)}; }

std::string number(const DumpFields& fields, std::size_t field) { return std::string(fields.raw(field)); }

}  // namespace

Answer check(const std::string& path) {
  const auto end = run_in_child([&](const auto& say) { look(path, say); });
  Answer answer;
  answer.has_table = true;
  answer.table.columns = {{"part", ColumnType::kText}, {"finding", ColumnType::kText}};
  std::string part;
  std::string_view rest = end.text;
  bool whole = false;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const DumpFields fields(line);
    if (fields.word() == "begin") {
      part = fields.text(0);
    } else if (fields.word() == "found") {
      answer.table.rows.push_back(row(fields.text(0), fields.text(1)));
    } else if (fields.word() == "end") {
      whole = true;
      if (const auto count = fields.number(0); count && *count > answer.table.rows.size()) {
        answer.caption.push_back(std::to_string(*count - answer.table.rows.size()) + " more are not shown");
      }
      if (answer.table.rows.empty()) {
        answer.caption.push_back(
            "no findings: " + number(fields, 1) + " records match their checksums; what refers to others, finds them; " + "the " +
            number(fields, 3) + " memberships follow from the " + number(fields, 2) + " claims, in both orders");
      }
    }
  }
  if (!end.started) {
    answer.table.rows.push_back(row("the process", "the system gives no process in which the file can be looked at"));
  } else if (!whole) {
    answer.table.rows.push_back(row(part, "to read it crashes the program" + (end.crash.empty() ? "" : " (" + end.crash + ")")));
  }
  if (!answer.table.rows.empty()) {
    answer.caption.push_back(std::to_string(answer.table.rows.size()) + (answer.table.rows.size() == 1 ? " finding" : " findings") +
                             ": restore a backup, or save what can still be read: dump salvaging to \"saved.ent\"");
  }
  return answer;
}

}  // namespace entente::session
