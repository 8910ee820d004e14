// Clauses to a context. Each kind stands once; an inner query takes every kind that it does not state from the one around it.
#include <algorithm>
#include <cassert>
#include <set>

#include "engine/bind/binder.h"
#include "engine/catalog/name_key.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

enum class ClauseKind : std::uint8_t { kTime, kAccording, kReported, kKnown, kIncluding, kCounting, kSureness };

ClauseKind kind_of(const ast::Clause& clause) {
  return std::visit(Overloaded{
                        [](const ast::OnDay&) { return ClauseKind::kTime; },
                        [](const ast::During&) { return ClauseKind::kTime; },
                        [](const ast::Throughout&) { return ClauseKind::kTime; },
                        [](const ast::Ever&) { return ClauseKind::kTime; },
                        [](const ast::Since&) { return ClauseKind::kTime; },
                        [](const ast::Each&) { return ClauseKind::kTime; },
                        [](const ast::According&) { return ClauseKind::kAccording; },
                        [](const ast::ReportedBy&) { return ClauseKind::kReported; },
                        [](const ast::KnownOn&) { return ClauseKind::kKnown; },
                        [](const ast::Including&) { return ClauseKind::kIncluding; },
                        [](const ast::CountingPredecessors&) { return ClauseKind::kCounting; },
                        [](const ast::Sureness&) { return ClauseKind::kSureness; },
                    },
                    clause.kind);
}

[[noreturn]] void refuse_twice(ClauseKind kind, Span span) {
  switch (kind) {
    case ClauseKind::kTime:
      refuse("B04", "two times are stated", span, "one time a query; each in its own parentheses");
    case ClauseKind::kSureness:
      refuse("B04", "certainly and possibly exclude each other", span, "keep one of them");
    case ClauseKind::kAccording:
      refuse("B04", "according to is said twice", span, "one list names several: according to A, B");
    case ClauseKind::kReported:
    case ClauseKind::kKnown:
    case ClauseKind::kIncluding:
    case ClauseKind::kCounting:
      break;
  }
  refuse("B04", "this kind of clause is said twice", span, "each kind of clause stands once");
}

const ast::Clause* find(const std::vector<ast::Clause>& clauses, ClauseKind kind) {
  const auto it = std::find_if(clauses.begin(), clauses.end(), [&](const auto& c) { return kind_of(c) == kind; });
  return it == clauses.end() ? nullptr : &*it;
}

// Braces say who is meant and ask no time of their own.
bool is_of_braces(const ast::SetExpr& expr) {
  if (const auto* chain = std::get_if<ast::SetChain>(&expr.node)) {
    return is_of_braces(*chain->first) &&
           std::all_of(chain->rest.begin(), chain->rest.end(), [](const auto& link) { return is_of_braces(*link.operand); });
  }
  if (const auto* counted = std::get_if<ast::Counted>(&expr.node)) {
    return std::all_of(counted->sets.begin(), counted->sets.end(), [](const auto& item) { return is_of_braces(*item); });
  }
  return std::holds_alternative<ast::Braces>(expr.node);
}

// A query in parentheses or a let, which is asked by itself.
bool stands_for_another(const ast::SetExpr& expr) {
  return std::holds_alternative<ast::Nested>(expr.node) || std::holds_alternative<ast::LetRef>(expr.node);
}

}  // namespace

Binder::Clauses Binder::merged(const std::vector<ast::Clause>& own, const Clauses& outer) {
  Clauses out;
  std::set<ClauseKind> stated;
  for (const auto& clause : own) {
    if (!stated.insert(kind_of(clause)).second) {
      refuse_twice(kind_of(clause), clause.span);
    }
    out.list.push_back(clause);
  }
  for (const auto& clause : outer.list) {
    if (!stated.contains(kind_of(clause))) {
      out.list.push_back(clause);
    }
  }
  return out;
}

bool Binder::is_time(const ast::Clause& clause) { return kind_of(clause) == ClauseKind::kTime; }

// The day that a question without a time is asked of: that of `default on`, else today.
Day Binder::default_day() {
  const auto* time = find(setting_.environment.defaults, ClauseKind::kTime);
  const auto* on = time == nullptr ? nullptr : std::get_if<ast::OnDay>(&time->kind);
  return on == nullptr ? setting_.today : day(on->day, "on");
}

When Binder::when(const ast::Clause& clause) {
  return std::visit(Overloaded{
                        [&](const ast::OnDay& on) {
                          const Day d = day(on.day, "on");
                          const auto* param = std::get_if<ast::Param>(&on.day);
                          return When{When::Kind::kOn, {d, d + 1}, "on " + to_text(d), false, param == nullptr ? "" : param->name};
                        },
                        [&](const ast::During& during) {
                          const DayRange days = period(during.period);
                          return When{When::Kind::kDuring, days, "during " + words_of(during.period)};
                        },
                        [&](const ast::Throughout& throughout) {
                          const DayRange days = period(throughout.period);
                          return When{When::Kind::kThroughout, days, "throughout " + words_of(throughout.period)};
                        },
                        [&](const ast::Ever&) {
                          return When{When::Kind::kDuring, {kBeforeAll, kAfterAll}, "ever"};
                        },
                        [&](const ast::Since& since) {
                          const Day from = date(since.date).first.begin;
                          const Day last = default_day();
                          if (from > last) {
                            refuse("B03", "the period ends before it begins: since reaches through " + to_text(last), clause.span,
                                   "during A through B looks ahead");
                          }
                          return When{When::Kind::kDuring, {from, last + 1}, "since " + words_of(since.date)};
                        },
                        [&](const ast::Each& each) { return when_each(each, clause.span); },
                        [](const auto&) -> When {
                          assert(false && "clauses of time alone are asked for their time");
                          return {};
                        },
                    },
                    clause.kind);
}

claims::SourceFilter Binder::source_filter(const ast::According::Ref& ref) {
  const auto ids = [&](const ast::According::SourceName& name) {
    if (const auto* publisher = std::get_if<ast::Text>(&name)) {
      std::vector<SourceId> out;
      std::vector<std::string> known;
      for (const auto& source : catalog_.sources()) {
        if (catalog::name_key(source.publisher) == catalog::name_key(publisher->value)) {
          out.push_back(source.id);
        }
        known.push_back(source.publisher);
      }
      if (out.empty()) {
        const auto near = catalog::nearest(publisher->value, known);
        refuse_misspelt("N07", "no publisher \"" + publisher->value + "\"", publisher->span, near,
                        "`sources` lists them; a source is named by its key in lower case");
      }
      return out;
    }
    if (const auto* word = std::get_if<ast::Word>(&name)) {
      return std::vector<SourceId>{source(word->text, word->span)};
    }
    return std::vector<SourceId>{source(ast::KeyV(std::get<ast::Param>(name)))};
  };
  claims::SourceFilter filter;
  filter.sources = ids(ref.source);
  if (ref.via) {
    filter.via = ids(*ref.via);
  }
  return filter;
}

claims::View Binder::view(const Clauses& clauses) {
  claims::View view;
  if (const auto* clause = find(clauses.list, ClauseKind::kAccording)) {
    view.according.emplace();
    for (const auto& ref : std::get<ast::According>(clause->kind).sources) {
      view.according->push_back(source_filter(ref));
    }
  }
  if (const auto* clause = find(clauses.list, ClauseKind::kReported)) {
    const auto& by = std::get<ast::ReportedBy>(clause->kind).by;
    view.reported_by_step = std::holds_alternative<ast::Steps>(by);
    view.reported_by = view.reported_by_step ? kDayMax : date(std::get<ast::DateV>(by)).first.end - 1;
  }
  if (const auto* clause = find(clauses.list, ClauseKind::kKnown)) {
    const auto& on = std::get<ast::KnownOn>(clause->kind).on;
    if (std::holds_alternative<ast::Steps>(on)) {
      view.known_by_step = true;
      view.known_at = CommitId{0};
    } else if (const auto* at = std::get_if<ast::AtCommit>(&on)) {
      const auto number = whole_number(at->number);
      const std::uint64_t last = setting_.commits.empty() ? 0 : setting_.commits.back().id.value;
      if (number > last) {
        refuse("B12", "there is no commit " + std::to_string(number), clause->span, "the last one is " + std::to_string(last));
      }
      view.known_at = CommitId{static_cast<std::uint32_t>(number)};
    } else {
      view.known_at = last_commit_of(day(std::get<ast::DateV>(on), "as known on"));
    }
  }
  if (const auto* clause = find(clauses.list, ClauseKind::kIncluding)) {
    for (const ast::Stance stance : std::get<ast::Including>(clause->kind).stances) {
      view.planned |= stance == ast::Stance::kPlanned;
      view.proposed |= stance == ast::Stance::kProposed;
      view.alleged |= stance == ast::Stance::kAlleged;
    }
  }
  view.predecessors = find(clauses.list, ClauseKind::kCounting) != nullptr;
  return view;
}

Context Binder::context(const Clauses& clauses, bool needs_time, bool& time_stated) {
  Context context;
  context.view = view(clauses);
  if (const auto* clause = find(clauses.list, ClauseKind::kKnown)) {
    const auto* at = std::get_if<ast::AtCommit>(&std::get<ast::KnownOn>(clause->kind).on);
    const auto* param = at == nullptr ? nullptr : std::get_if<ast::Param>(&at->number);
    context.known_parameter = param == nullptr ? "" : param->name;
  }
  const auto* time = find(clauses.list, ClauseKind::kTime);
  time_stated = time != nullptr || !needs_time;
  if (time != nullptr) {
    context.when = when(*time);
  } else if (needs_time) {
    context.when = {When::Kind::kOn, {setting_.today, setting_.today + 1}, "on " + to_text(setting_.today) + " (today)"};
  } else {
    context.when = {When::Kind::kDuring, {kBeforeAll, kAfterAll}, ""};
  }
  if (const auto* sure = find(clauses.list, ClauseKind::kSureness)) {
    context.sureness =
        std::get<ast::Sureness>(sure->kind) == ast::Sureness::kCertainly ? Sureness::kCertainly : Sureness::kPossibly;
  }
  return context;
}

Result<std::vector<ast::Clause>> bind_default(const ast::Default& statement, const Setting& setting) {
  try {
    return Binder(setting).with_defaults(statement.clauses);
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

std::vector<ast::Clause> Binder::with_defaults(const std::vector<ast::Clause>& clauses) {
  bool stated = false;
  auto all = merged(clauses, {setting_.environment.defaults});
  (void)context(merged(clauses, {}), true, stated);
  return std::move(all.list);
}

std::optional<When> Binder::own_when(const std::vector<ast::Clause>& own) {
  const auto* time = find(own, ClauseKind::kTime);
  return time == nullptr ? std::nullopt : std::optional(when(*time));
}

std::optional<Sureness> Binder::own_sureness(const std::vector<ast::Clause>& own) {
  const auto* sure = find(own, ClauseKind::kSureness);
  if (sure == nullptr) {
    return std::nullopt;
  }
  return std::get<ast::Sureness>(sure->kind) == ast::Sureness::kCertainly ? Sureness::kCertainly : Sureness::kPossibly;
}

Binder::Clauses Binder::turned(Clauses clauses) {
  for (auto& clause : clauses.list) {
    if (auto* sure = std::get_if<ast::Sureness>(&clause.kind)) {
      *sure = *sure == ast::Sureness::kCertainly ? ast::Sureness::kPossibly : ast::Sureness::kCertainly;
    }
  }
  return clauses;
}

// The time that settles a name which fits several: that of the query, of a series the whole of it.
std::optional<When> Binder::time_of_names(const Clauses& clauses, const ast::Query& query) {
  const auto* expr = std::get_if<ast::SetExpr>(&query.source);
  if (const auto* time = find(clauses.list, ClauseKind::kTime)) {
    return when(*time);
  }
  if (asked_ || (expr != nullptr && stands_for_another(*expr))) {
    return asked_;
  }
  if (setting_.of_let || is_whole_without_time(query) || std::holds_alternative<ast::RowsOf>(query.source) ||
      (expr != nullptr && is_of_braces(*expr))) {
    return When{When::Kind::kDuring, DayRange{}, ""};
  }
  return When{When::Kind::kOn, {setting_.today, setting_.today + 1}, "on " + to_text(setting_.today) + " (today)"};
}

Span Binder::time_span(const std::vector<ast::Clause>& own) {
  const auto* time = find(own, ClauseKind::kTime);
  return time == nullptr ? Span{} : time->span;
}

}  // namespace entente::bind
