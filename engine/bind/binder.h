// Syntax tree to bound query: names to ids, clauses to a context, expressions to types. Reads the catalogue, never rows.
// Inside this room a refusal travels as the exception Refused; bind_query and its like turn it into a Result.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/bind/query.h"
#include "engine/bind/refuse.h"
#include "engine/catalog/catalog.h"
#include "engine/catalog/commits.h"
#include "engine/catalog/lookup.h"
#include "engine/claims/ledger.h"
#include "engine/files/access.h"
#include "engine/files/open.h"
#include "engine/value/pool.h"
#include "entente/database.h"
#include "parser/ast.h"
#include "parser/diagnostic.h"

namespace entente::bind {

/// What a refusal carries through the binder; never leaves engine/bind.
struct Refused {
  Diagnostic diagnostic;
};

using catalog::Place;

/// What the session remembers between statements.
struct Environment {
  std::map<std::string, Parameter> parameters;
  std::map<std::string, ast::Query> lets;
  std::vector<ast::Clause> defaults;
  files::Access files;  // what `rows of` may read
};

/// What a query binds against. `pool` takes the constants and must outlive the query.
struct Setting {
  const catalog::Catalog& catalog;
  const Environment& environment;
  Pool& pool;
  Day today;
  RunMode mode;
  /// The commits, for `as known on DAY`: the last one not after the end of that day, none when there is none.
  const catalog::Commits& commits;
  /// A query that a let names is checked: its time may come from where it is used.
  bool of_let = false;
  /// Called now and then while a file is read; what it throws ends the binding.
  std::function<void()> breathe = {};
};

[[nodiscard]] Result<Query> bind_query(const ast::Query& query, const Setting& setting);
/// A name that stands beside a query and is looked up at its time: `why not NAME in QUERY`.
struct BoundName {
  EntityId id;
  std::vector<std::string> notes;  // for the caption: what the time settled
};
[[nodiscard]] Result<BoundName> bind_name(const ast::NameV& name, Place place, const When& when, const Setting& setting);
/// Checks the clauses of a `default` statement: what is the default from then on, kinds that it does not state staying as they
/// were.
[[nodiscard]] Result<std::vector<ast::Clause>> bind_default(const ast::Default& statement, const Setting& setting);

class ExprBinder;

class Binder {
 public:
  explicit Binder(const Setting& setting) : setting_(setting), catalog_(setting.catalog) {}

  /// Clauses of the query around, by kind; an inner query takes what it does not state.
  struct Clauses {
    std::vector<ast::Clause> list;
  };

  /// `whole`: its rows are the answer; otherwise it is a set or a list inside of another query, and takes a series from there.
  [[nodiscard]] Query query(const ast::Query& query, const Clauses& outer, bool whole = false);

  /// While it lives, names that fit several are settled by the time asked; without a value no time decides.
  class AsOf {
   public:
    AsOf(Binder& binder, std::optional<When> when) : binder_(binder), before_(std::exchange(binder.asked_, std::move(when))) {}
    AsOf(const AsOf&) = delete;
    AsOf& operator=(const AsOf&) = delete;
    ~AsOf() { binder_.asked_ = std::move(before_); }

   private:
    Binder& binder_;
    std::optional<When> before_;
  };
  /// One line for each name that a time settled: `cow:365 is SUN on 1985-01-01`.
  [[nodiscard]] const std::vector<std::string>& settled_names() const { return settled_; }
  [[nodiscard]] const std::set<std::pair<std::string, std::uint32_t>>& parameters() const { return parameters_; }

  // bind_names.cpp
  [[nodiscard]] EntityId entity(const ast::NameV& name, Place place);
  [[nodiscard]] EntityId entity(const ast::Name& name, Place place);
  [[nodiscard]] ast::Name name_of_text(const std::string& text, Span span) const;
  [[nodiscard]] std::vector<EntityId> entities(const std::vector<ast::NameV>& names, Place place);
  [[nodiscard]] std::vector<EntityId> list_parameter(const ast::Param& param, Place place);
  [[nodiscard]] RoleId role(const ast::Role& role);
  [[nodiscard]] RoleId role_singular(const std::string& text, Span span);
  [[nodiscard]] RoleFilter roles(const std::vector<ast::Role>& roles);
  [[nodiscard]] std::vector<RoleFilter> each_role(const std::vector<ast::Role>& roles);
  [[nodiscard]] RoleFilter plural_roles(const std::vector<ast::RolePhrase>& roles);
  [[nodiscard]] SourceId source(const ast::KeyV& key);
  [[nodiscard]] SourceId source(const std::string& key, Span span);
  [[nodiscard]] std::string topic(const ast::Topic& topic);

  // bind_values.cpp
  [[nodiscard]] const Parameter& parameter(const ast::Param& param);
  [[nodiscard]] std::string text(const ast::TextV& text);
  [[nodiscard]] std::uint64_t whole_number(const ast::IntV& number);
  /// All days of a date and its precision.
  [[nodiscard]] std::pair<DayRange, Precision> date(const ast::DateV& value);
  [[nodiscard]] Day day(const ast::DateV& value, std::string_view in_place_of);
  [[nodiscard]] DayRange period(const ast::Period& period);
  /// As it was asked, for captions: `2014-10`, `2014 through 2025`; `today` as its date.
  [[nodiscard]] std::string words_of(const ast::DateV& value);
  [[nodiscard]] std::string words_of(const ast::Period& period);
  [[nodiscard]] Bound bound(const ast::Bound& value);
  [[nodiscard]] Bound bound(const ast::EDate& value);

  // bind_series.cpp
  enum class Axis : std::uint8_t { kValid, kReported, kKnown };
  struct AskedSteps {
    Axis axis;
    const ast::Steps* steps;
    std::optional<ast::Sampling> sampling;
  };
  /// The steps that a clause asks for, if it is one of a series.
  [[nodiscard]] static std::optional<AskedSteps> steps_of(const ast::Clause& clause);

  [[nodiscard]] static bool is_time(const ast::Clause& clause);
  /// Checks clauses that stand alone; with those of the defaults that they do not replace.
  [[nodiscard]] std::vector<ast::Clause> with_defaults(const std::vector<ast::Clause>& clauses);

 private:
  friend class ExprBinder;

  // bind_clauses.cpp
  [[nodiscard]] Clauses merged(const std::vector<ast::Clause>& own, const Clauses& outer);
  [[nodiscard]] Context context(const Clauses& clauses, bool needs_time, bool& time_stated);
  [[nodiscard]] Day default_day();
  [[nodiscard]] When when(const ast::Clause& clause);
  [[nodiscard]] claims::View view(const Clauses& clauses);
  [[nodiscard]] claims::SourceFilter source_filter(const ast::According::Ref& ref);
  [[nodiscard]] std::optional<When> own_when(const std::vector<ast::Clause>& own);
  [[nodiscard]] std::optional<Sureness> own_sureness(const std::vector<ast::Clause>& own);
  /// As clauses reach what is not to be: certainly not is not possibly (rule 20).
  [[nodiscard]] static Clauses turned(Clauses clauses);
  [[nodiscard]] static Span time_span(const std::vector<ast::Clause>& own);
  [[nodiscard]] std::optional<When> time_of_names(const Clauses& clauses, const ast::Query& query);

  // bind_names.cpp
  [[nodiscard]] std::vector<EntityId> settle(const ast::Name& name, const std::vector<EntityId>& found);

  /// In the text of the statement.
  [[nodiscard]] Span place(Span span) const { return named_at_.value_or(span); }

  // bind_series.cpp
  [[nodiscard]] std::optional<Series> series(const Clauses& clauses);
  [[nodiscard]] std::vector<Step> steps(const ast::Steps& steps, Span span);
  [[nodiscard]] std::string steps_words(const ast::Steps& steps, const std::vector<Step>& all);
  [[nodiscard]] When when_each(const ast::Each& each, Span span);
  [[nodiscard]] CommitId last_commit_of(Day day) const;
  void add_series(Query& out, const ast::Query& query, const Clauses& clauses);

  // bind_set.cpp; `hint` is the side that the surroundings ask for
  [[nodiscard]] SetNode set(const ast::SetExpr& expr, const Clauses& clauses, std::optional<Side> hint = std::nullopt);
  [[nodiscard]] SetNode nested_set(const ast::Query& inner, const Clauses& outer, std::optional<Side> hint);
  [[nodiscard]] SetNode braces(const ast::Braces& braces, std::optional<Side> hint);
  [[nodiscard]] SetNode catalogue(const ast::Catalogue& catalogue, const Clauses& clauses);
  [[nodiscard]] SetNode role_set(const ast::RoleSet& set, const Clauses& clauses);
  [[nodiscard]] SetNode counted(const ast::Counted& counted, const Clauses& clauses);
  [[nodiscard]] SetNode chain(const ast::SetChain& chain, const Clauses& clauses, std::optional<Side> hint);
  [[nodiscard]] Selector selector(const ast::Names& names, Place place, const Clauses& clauses);
  [[nodiscard]] const ast::Query& let(const ast::LetRef& ref);
  [[nodiscard]] SetNode let_set(const ast::LetRef& ref, const Clauses& clauses, std::optional<Side> hint);

  // bind_source.cpp
  void set_source(Query& out, const ast::SetExpr& expr, const Clauses& clauses);
  void log_source(Query& out, const ast::Log& log, const Clauses& clauses);
  void table_source(Query& out, const ast::QuerySource& source, const Clauses& clauses);
  void transitions_source(Query& out, const ast::Transitions& transitions, const Clauses& clauses);
  void pairs_source(Query& out, const ast::Pairs& pairs, const Clauses& clauses);
  void ordered_pairs_source(Query& out, const ast::OrderedPairs& pairs, const Clauses& clauses);
  void is_source(Query& out, const ast::IsQuestion& question, const Clauses& clauses);
  void history_source(Query& out, const ast::History& history, const Clauses& clauses);
  void file_source(Query& out, const ast::RowsOf& rows, const Clauses& clauses);
  void settle_time_of_tests(Query& out, const ast::Query& query, const Clauses& clauses);
  void settle_context(Query& out, const Clauses& clauses, bool needs_time, Span span);
  void check_reach(const Query& out, const ast::Query& query);
  static void drop_unreached(Query& out);
  [[nodiscard]] const ast::Query* inner_query(const ast::Query& query);
  [[nodiscard]] Query inner_rows(const ast::Query& query, const ast::Query& inner, const Clauses& clauses, bool whole);

  // bind_diff.cpp
  [[nodiscard]] ast::Query flattened(const ast::Query& query, std::size_t stage_count);
  [[nodiscard]] Stage diff_stage(const Query& before, const ast::Query& query, std::size_t number, const Clauses& outer);

  // bind_stage.cpp
  void stages(Query& out, const ast::Query& query, const Clauses& around, bool whole);
  [[nodiscard]] Stage select_stage(const ast::Select& select, const Query& before, const Clauses& clauses);
  void derive_stages(Query& out, const ast::Derive& derive, const Clauses& clauses);

  // bind_group.cpp
  struct PivotPlace {
    bool is_last;
    bool is_whole;  // not inside of another query
    Span span;
  };
  [[nodiscard]] static Stage group_stage(const Query& before, const ExprBinder& binder, const std::vector<ast::Column>& by);
  [[nodiscard]] static Stage count_stage(const Query& before, const ExprBinder& binder, const ast::Count& count);
  [[nodiscard]] static Stage group_by_stage(const Query& before, ExprBinder& binder, const ast::Group& group);
  [[nodiscard]] static Stage pivot_stage(const Query& before, const ExprBinder& binder, const ast::Pivot& pivot,
                                         const PivotPlace& place);

  // bind_join.cpp
  [[nodiscard]] Stage join_stage(const Query& before, const ExprBinder& binder, const ast::Join& join, const Clauses& clauses,
                                 bool whole);

  const Setting& setting_;
  const catalog::Catalog& catalog_;
  int depth_ = 0;
  std::optional<When> asked_;  // none: of no query yet, or no time decides
  std::vector<std::string> settled_;
  std::set<std::pair<std::string, std::uint32_t>> parameters_;  // that were used
  std::optional<Span> named_at_;                                // while the query of a let is bound: where the statement names it
  bool loses_steps_ = false;  // of the query whose stages are bound: its rows belong to no step of its series any more
};

/// The logs need no time and are whole without one: a default one does not cut them.
[[nodiscard]] bool is_whole_without_time(const ast::Query& query);
/// True when the time asked around the node reaches it, and when what sources claim matters to it.
[[nodiscard]] bool asks_time(const SetNode& node);
[[nodiscard]] bool asks_claims(const SetNode& node);
/// True when a stage asks for memberships at the query's own time: `member of X` without `on`.
[[nodiscard]] bool asks_at_query_time(const std::vector<ast::Stage>& stages);
/// True when `including …` asks for more than facts: rows then have a column `stance`.
[[nodiscard]] bool includes_stances(const claims::View& view);
/// Rows that no time is asked of; rows that have a date of their own (rule 5); what captions count.
[[nodiscard]] bool has_no_time(Query::Rows rows);
[[nodiscard]] bool is_log(Query::Rows rows);
[[nodiscard]] std::string noun_of(Query::Rows rows);
/// Refuses what puts actors and bodies into one set.
void check_same_side(Side left, Side right, Span span);
/// The columns of a source of rows.
[[nodiscard]] Schema schema_of(Query::Rows rows, bool with_stance, bool with_count);
/// What a column of such a source means, in a line; empty for what is none of its columns.
[[nodiscard]] std::string_view meaning_of(Query::Rows rows, std::string_view column);
/// The span of a token that may be a parameter.
template <class T>
Span span_of(const std::variant<ast::Param, T>& token) {
  return std::visit([](const auto& t) { return t.span; }, token);
}
Span span_of(const ast::DateV& date);
/// N15 where there is none of that name.
[[nodiscard]] files::Encoding encoding_of(const ast::Word& word);
/// A column is called after its heading: `State name` is state_name. What leaves no word is called after its place.
[[nodiscard]] std::string column_name(std::string_view heading, std::size_t place);
/// What was refused inside of a let stands in another text: it is shown where the let is named.
[[noreturn]] void refuse_in_let(Refused& refused, const ast::LetRef& ref);

}  // namespace entente::bind
