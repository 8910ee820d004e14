#include "engine/session/caption.h"

#include <algorithm>
#include <array>

#include "engine/exec/run.h"
#include "engine/exec/set_eval.h"

namespace entente::session {
namespace {

using bind::Query;
using bind::Sureness;

std::string singular(const std::string& noun) {
  if (noun == "bodies") {
    return "body";
  }
  return noun.substr(0, noun.size() - 1);
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + (count == 1 ? singular(noun) : noun);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) {
    out += (out.empty() ? "" : ", ") + word;
  }
  return out;
}

bool is_memberships(const Query& query) {
  return query.rows == Query::Rows::kMemberships || query.rows == Query::Rows::kAllMemberships ||
         query.rows == Query::Rows::kBodiesOf;
}

class Caption {
 public:
  Caption(exec::Machine& machine, const Query& query, const exec::Rows& rows)
      : machine_(machine), query_(query), rows_(rows), stats_(rows.stats) {}

  std::vector<std::string> lines(const std::string& name) {
    add(first_line(name));
    std::for_each(query_.notes.begin(), query_.notes.end(), [&](const auto& note) { add(note); });
    add(read_as_both());
    say_of_file();
    add(view_line());
    add(diff_line());
    std::for_each(query_.stages.begin(), query_.stages.end(), [&](const auto& stage) { add(join_line(stage)); });
    add(readings_line());
    add(horizon_line());
    if (stats_.suspended > 0) {
      add(std::to_string(stats_.suspended) + " suspended: the membership goes on, the column status says so");
    }
    if (stats_.uncovered > 0) {
      add("not covered: for " + counted(stats_.uncovered, "rows") +
          " no source says that it lists all; the absence is what is recorded");
    }
    if (stats_.uncovered_left_out > 0) {
      add("not covered: " + counted(stats_.uncovered_left_out, "rows") + (stats_.uncovered_left_out == 1 ? " is" : " are") +
          " left out of what is certain: no source says that it lists all");
    }
    if (stats_.values_uncovered > 0) {
      add("not covered: " + counted(stats_.values_uncovered, "values") + (stats_.values_uncovered == 1 ? " rests" : " rest") +
          " on an absence where no source says that it lists all; it is what is recorded");
    }
    if (stats_.steps_unknown > 0) {
      add("not covered: in " + counted(stats_.steps_unknown, "steps") +
          " without rows no source says that it lists all; the count is missing there, not 0");
    }
    if (stats_.counts_unknown > 0) {
      add("not covered: " + counted(stats_.counts_unknown, "counts") + (stats_.counts_unknown == 1 ? " is" : " are") +
          " missing, not 0: nothing is recorded, and no source says that it lists all");
    }
    add(unfinished_step());
    if (rows_.ties_cut > 0) {
      add("take cut ties: " + counted(rows_.ties_cut, "rows") + (rows_.ties_cut == 1 ? " equals" : " equal") +
          " the last one kept");
    }
    if (stats_.rows == 0 || rows_.count == 0) {
      say_why_empty();
    }
    return std::move(lines_);
  }

 private:
  void add(std::string line) {
    if (!line.empty()) {
      lines_.push_back(std::move(line));
    }
  }

  [[nodiscard]] std::string first_line(const std::string& name) const {
    std::string line;
    const bool other_rows = std::any_of(query_.stages.begin(), query_.stages.end(), [](const auto& stage) {
      using Op = bind::Stage::Op;
      const bool joins = stage.op == Op::kJoin && stage.join != bind::Stage::Join::kWithout;
      return joins || stage.op == Op::kCount || stage.op == Op::kGroup || stage.op == Op::kDiff || stage.op == Op::kPivot;
    });
    const std::string of_file = query_.file ? " of " + query_.file->shown : "";
    const std::string first = query_.file && !stats_.of_file.whole ? "the first " : "";
    if (rows_.count == stats_.rows && !other_rows) {
      line = first + counted(stats_.rows, query_.noun) + of_file;
    } else {
      line = counted(rows_.count, "rows") + " from " + first + counted(stats_.rows, query_.noun) + of_file;
    }
    if (is_memberships(query_) && !stats_.actors.empty() && stats_.actors.size() != stats_.rows) {
      line += ", " + counted(stats_.actors.size(), "actors");
    }
    const auto& words = query_.context.when.words;
    const bool own_times =
        words.empty() && (query_.set.op == bind::SetNode::Op::kChain || query_.set.op == bind::SetNode::Op::kCounted);
    line += own_times ? ", each part at its own time" : words.empty() ? "" : " " + words;
    return line + (name.empty() ? "" : " · " + name);
  }

  // Names that fit several, in one line: whom they meant, and in how many rows where that was not always the same one.
  [[nodiscard]] std::string settled_by_rows() const {
    constexpr std::size_t kNamesMax = 3;
    const auto& settled = stats_.of_file.settled;
    if (settled.empty()) {
      return "";
    }
    std::vector<std::string> names;
    for (const auto& [name, meant] : settled) {
      if (names.size() == kNamesMax) {
        names.push_back(std::to_string(settled.size() - kNamesMax) + " more");
        break;
      }
      std::vector<std::string> parts;
      for (const auto& [id, count] : meant) {
        const std::string& key = machine_.catalog().entity(id)->key;
        parts.push_back(meant.size() == 1 ? key : key + " in " + counted(count, "rows"));
      }
      names.push_back(name + " is " + joined(parts));
    }
    std::string line;
    for (const auto& name : names) {
      line += (line.empty() ? "" : "; ") + name;
    }
    return line + (query_.file->date_column ? ", by the date of the row" : " " + query_.file->names_when->words);
  }

  // What the rows of a file rest on: names that were settled, cells that name nothing, keys that came too late.
  void say_of_file() {
    const auto& file = stats_.of_file;
    add(settled_by_rows());
    std::vector<std::string> parts;
    for (const auto& [column, count] : file.unknown) {
      parts.push_back(counted(count, "cells") + " of " + column);
    }
    add(parts.empty() ? "" : "unknown and kept as missing: " + joined(parts));
    add(file.left_out.empty() ? "" : "left out: keys that no earlier line has: " + joined(file.left_out));
  }

  // A list of bodies or roles is any of them; a layman may have meant all.
  [[nodiscard]] std::string read_as_both() const {
    const auto& set = query_.set;
    if (query_.rows != Query::Rows::kMemberships || set.selector.named.size() != 2 || !set.selector.sets.empty() || set.roles.any) {
      return "";
    }
    const auto& roles = machine_.catalog().roles();
    const auto role = std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return set.roles.takes(r.id); });
    const auto key = [&](std::size_t i) { return machine_.catalog().entity(set.selector.named[i])->key; };
    return "a comma is \"or\": " + role->plural + " of " + key(0) + " or " + key(1) + "; for both write and " + role->plural +
           " of " + key(1);
  }

  [[nodiscard]] std::string source_words(const std::vector<SourceId>& ids) const {
    std::vector<std::string> keys;
    keys.reserve(ids.size());
    for (const SourceId id : ids) {
      keys.push_back(machine_.catalog().source(id)->key);
    }
    return joined(keys);
  }

  [[nodiscard]] std::string view_line() const {
    const auto& view = query_.context.view;
    std::vector<std::string> parts;
    if (view.according) {
      std::vector<std::string> sources;
      for (const auto& filter : *view.according) {
        sources.push_back(source_words(filter.sources) + (filter.via.empty() ? "" : " via " + source_words(filter.via)));
      }
      parts.push_back("according to " + joined(sources));
    }
    if (view.reported_by) {
      const std::string when = view.reported_by_step && query_.series ? query_.series->words : "by " + to_text(*view.reported_by);
      parts.push_back("as reported " + when + left_out_undated());
    }
    if (view.known_by_step && query_.series) {
      parts.push_back("as known " + query_.series->words);
    } else if (view.known_at) {
      parts.push_back(view.known_at->value == 0 ? "as known before the first commit"
                                                : "as known at commit " + std::to_string(view.known_at->value));
    }
    std::vector<std::string> stances;
    for (const auto& [on, word] : {std::pair(view.planned, "planned"), {view.proposed, "proposed"}, {view.alleged, "alleged"}}) {
      if (on) {
        stances.emplace_back(word);
      }
    }
    if (view.predecessors) {
      parts.emplace_back("counting predecessors");
    }
    if (!stances.empty()) {
      parts.push_back("including " + joined(stances));
    }
    return joined(parts);
  }

  // What the other side of `diff` is, in as far as it differs.
  [[nodiscard]] std::string diff_line() const {
    const auto stage =
        std::find_if(query_.stages.begin(), query_.stages.end(), [](const auto& s) { return s.op == bind::Stage::Op::kDiff; });
    if (stage == query_.stages.end() || !rows_.other) {
      return "";
    }
    return "diff with: " + other_words(*stage->other, *rows_.other);
  }

  // What stands on the right side of a join, and at which time.
  [[nodiscard]] std::string join_line(const bind::Stage& stage) const {
    const auto it = rows_.joined.find(&stage);
    if (it == rows_.joined.end()) {
      return "";
    }
    constexpr std::array<std::string_view, 3> kWords = {"join", "left join", "without"};
    return std::string(kWords[static_cast<std::size_t>(stage.join)]) + ": " + other_words(*stage.other, it->second);
  }

  [[nodiscard]] std::string other_words(const Query& other, const exec::Stats& stats) const {
    const exec::Rows none;
    const std::string view = Caption(machine_, other, none).view_line();
    const Sureness sureness = other.context.sureness;
    const std::string& words = other.context.when.words;
    const std::string_view reading = sureness == Sureness::kBest        ? ""
                                     : sureness == Sureness::kCertainly ? " certainly"
                                                                        : " possibly";
    return counted(stats.rows, other.noun) + (words.empty() ? "" : " " + words) + std::string(reading) +
           (view.empty() ? "" : ", " + view);
  }

  // Rule 3: the clock plays no part; a step that holds today, or comes later, is answered as recorded.
  [[nodiscard]] std::string unfinished_step() const {
    if (!query_.series || stats_.rows == 0) {
      return "";
    }
    const auto& steps = query_.series->steps;
    const Day today = machine_.today();
    const auto open = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.days.contains(today); });
    const auto ahead = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.days.begin > today; });
    std::string line = open == steps.end() ? "" : open->period.label + " is not over";
    if (ahead != steps.end()) {
      const bool more = std::next(ahead) != steps.end();
      line += (line.empty() ? "" : ", ") + ahead->period.label + (more ? " and what follows have not begun" : " has not begun");
    }
    return line.empty() ? "" : line + ": answered as recorded so far";
  }

  [[nodiscard]] std::string left_out_undated() const {
    const auto& sources = machine_.catalog_of(query_.context.view).sources();
    const auto undated = std::count_if(sources.begin(), sources.end(), [](const auto& s) { return !s.published.stated(); });
    return undated == 0 ? "" : " (" + counted(static_cast<std::size_t>(undated), "undated sources") + " left out)";
  }

  [[nodiscard]] std::string readings_line() const {
    if (!stats_.has_readings || (stats_.certain == stats_.best && stats_.best == stats_.possible)) {
      return query_.context.sureness == Sureness::kBest ? "" : reading_word();
    }
    const std::string certain = "certainly gives " + std::to_string(stats_.certain);
    const std::string possible = "possibly gives " + std::to_string(stats_.possible);
    switch (query_.context.sureness) {
      case Sureness::kBest: {
        const bool memberships = is_memberships(query_) && stats_.best > stats_.certain;
        const std::size_t inferred = memberships ? stats_.best - stats_.certain : 0;
        return (inferred == 0 ? "" : std::to_string(inferred) + " inferred: ") + certain + ", " + possible;
      }
      case Sureness::kCertainly:
        return reading_word() + "; the best reading gives " + std::to_string(stats_.best) + ", " + possible;
      case Sureness::kPossibly:
        return reading_word() + "; the best reading gives " + std::to_string(stats_.best) + ", " + certain;
    }
    return "";
  }

  [[nodiscard]] std::string reading_word() const {
    return query_.context.sureness == Sureness::kCertainly ? "certainly: what every reading of the dates has"
                                                           : "possibly: what some reading of the dates has";
  }

  // A transition is judged by what happened through the last day of the stated period.
  [[nodiscard]] std::string horizon_line() const {
    const auto& when = query_.context.when;
    if (query_.rows != Query::Rows::kTransitions || when.kind == bind::When::Kind::kOn || when.window.end > machine_.today()) {
      return "";
    }
    return "as it stood on " + to_text(when.window.end - 1) + ": what came of it later does not count";
  }

  // The logs that a time cuts.
  [[nodiscard]] bool is_cut_log() const {
    switch (query_.rows) {
      case Query::Rows::kChanges:
      case Query::Rows::kTransitions:
      case Query::Rows::kClaims:
      case Query::Rows::kEvents:
      case Query::Rows::kConflicts:
        return query_.context.when.window != DayRange{} && (!query_.series || query_.series->by_date);
      default:
        return false;
    }
  }

  void say_why_empty() {
    if (rows_.other) {
      add(rows_.differences == 0
              ? "empty: both sides are alike"
              : "empty: there " + are(rows_.differences, "differences") + ", and the stages behind diff kept none of them");
      return;
    }
    if (stats_.rows > 0) {
      add("empty: there " + are(stats_.rows, query_.noun) + ", and the stages behind | kept none of them");
      return;
    }
    if (query_.file) {
      add("empty: " + query_.file->shown + " has headings and no rows");
    } else if (query_.rows == Query::Rows::kMemberships) {
      say_of_each_body();
    } else if (query_.rows != Query::Rows::kAllMemberships && stats_.has_readings) {
      const bind::When ever{bind::When::Kind::kDuring, DayRange{}, "ever"};
      const auto items = exec::evaluate(machine_, query_.set, ever).items;
      const auto count =
          static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [](const auto& i) { return !i.days.best.empty(); }));
      add(count == 0 ? "empty: nothing that is recorded fits on any day"
                     : "empty: on other days there " + are(count, query_.noun == "memberships" ? "bodies" : query_.noun));
    } else {
      const std::size_t ever = is_cut_log() ? exec::count_ever(machine_, query_) : 0;
      add(ever == 0 ? "empty: nothing that is recorded fits" : "empty: on other days there " + are(ever, query_.noun));
    }
  }

  [[nodiscard]] static std::string are(std::size_t count, const std::string& noun) {
    return (count == 1 ? "is " : "are ") + counted(count, noun);
  }

  void say_of_each_body() {
    constexpr std::size_t kBodiesMax = 3;
    const auto bodies = exec::select(machine_, query_.set.selector, query_.context.when);
    for (std::size_t i = 0; i < bodies.size() && i < kBodiesMax; ++i) {
      add(why_empty(bodies[i]));
    }
    if (bodies.size() > kBodiesMax) {
      add("empty: the same of " + std::to_string(bodies.size() - kBodiesMax) + " more");
    }
  }

  // On which other days there would be rows.
  [[nodiscard]] std::string why_empty(EntityId id) {
    const auto& body = *machine_.catalog().entity(id);
    const auto& window = query_.context.when.window;
    if (body.began.stated() && window.end <= body.began.earliest) {
      return "empty: " + body.key + " exists since " + to_text(body.began);
    }
    if (body.ended.stated() && window.begin >= body.ended.latest) {
      return "empty: " + body.key + " existed until " + to_text(body.ended);
    }
    std::size_t count = 0;
    Day first = kAfterAll;
    Day end = kBeforeAll;
    for (const auto& m : machine_.of_body(as_body(id), query_.set.view).memberships) {
      if (query_.set.roles.takes(m.role) && !m.best.empty()) {
        ++count;
        first = std::min(first, m.best.begin);
        end = std::max(end, m.best.end);
      }
    }
    if (count == 0) {
      return "empty: nothing of the kind is recorded of " + body.key + " for any day";
    }
    return "empty: of " + body.key + " there " + are(count, "memberships") + " on other days, the first since " + to_text(first) +
           (end == kAfterAll ? ", some to this day" : ", the last until " + to_text(end));
  }

  exec::Machine& machine_;
  const Query& query_;
  const exec::Rows& rows_;
  const exec::Stats& stats_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> caption_of(exec::Machine& machine, const Query& query, const exec::Rows& rows, const std::string& name) {
  return Caption(machine, query, rows).lines(name);
}

}  // namespace entente::session
