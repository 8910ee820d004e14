// A bound statement that records: catalogue entries and claims with all names resolved. Nothing is written yet and no row was read.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/bind/binder.h"
#include "engine/catalog/entity.h"
#include "engine/claims/claim.h"
#include "engine/claims/ledger.h"

namespace entente::bind {

/// Entries to put; id 0: a new one.
struct PutSource {
  catalog::SourceRecord source;
};
struct PutRole {
  catalog::Role role;
};
struct PutEntity {
  catalog::Entity entity;
};
/// Claims to record, each without id and commit; `spans` says where each actor stands.
struct AddClaims {
  std::vector<claims::Claim> claims;
  std::vector<Span> spans;
};
struct AddEvents {
  std::vector<claims::Event> events;
};
struct AddProvisions {
  std::vector<claims::Provision> provisions;
};
struct RetractClaim {
  ClaimId claim;
  std::string because;
};
/// Of each pair, the one claim with that role and, if one is named, that source.
struct RetractMatching {
  std::vector<claims::Pair> pairs;
  RoleId role;
  SourceId source;  // 0: any
  SourceId via;     // 0: any
  std::string because;
};

struct Change {
  std::variant<PutSource, PutRole, PutEntity, AddClaims, AddEvents, AddProvisions, RetractClaim, RetractMatching> kind;
  Span span;                       // of the whole statement
  std::vector<std::string> notes;  // for the caption: names that a time settled
};

/// True for the statements that bind_change takes.
[[nodiscard]] bool is_change(const ast::Statement& statement);
[[nodiscard]] Result<Change> bind_change(const ast::Statement& statement, const Setting& setting);
/// Checks that `let NAME` takes no word that means something else.
[[nodiscard]] Result<Done> check_let_name(const ast::Word& name, const Setting& setting);

/// The time that a statement names, from its first day to the first one behind it.
[[nodiscard]] When named_time(Day begin, Day end);
/// ` from 1990 until 2010`, for messages; nothing of a side that was not stated.
[[nodiscard]] std::string days_text(const Bound& began, const Bound& ended);

/// A fact may not lie outside the recorded life of its actor or body; plans may.
[[nodiscard]] bool lies_outside(const catalog::Entity& entity, const claims::Claim& claim);
/// `outside the life of X, which is recorded from …`
[[nodiscard]] std::string outside_life_text(const catalog::Entity& entity);
/// No reading of the bounds leaves a day between them.
[[nodiscard]] bool ends_before_it_begins(const Bound& began, const Bound& ended);
/// The time that a statement names for its names: the days from its beginning to its end, both stated; else those of the one that
/// is stated; of an observation its day.
[[nodiscard]] When time_of(const std::optional<Bound>& since, const std::optional<Bound>& until,
                           const std::optional<Bound>& observed);

/// Refuses what was stated before in the same statement.
class Once {
 public:
  void operator()(std::size_t which, Span span) {
    if (which < 64 && (seen_ >> which & 1U) != 0) {
      refuse("R01", "this is said twice", span, "each modifier stands once");
    }
    seen_ |= std::uint64_t{1} << which;
  }

 private:
  std::uint64_t seen_ = 0;
};

/// Binds what records; a Binder of its own that knows no rows.
class ChangeBinder {
 public:
  explicit ChangeBinder(const Setting& setting) : binder_(setting), catalog_(setting.catalog) {}

  // bind_define.cpp
  [[nodiscard]] PutSource define(const ast::DefineSource& statement);
  [[nodiscard]] PutRole define(const ast::DefineRole& statement);
  // bind_thing.cpp
  [[nodiscard]] PutEntity define(const ast::DefineThing& statement);
  // bind_record.cpp
  [[nodiscard]] AddClaims record(const ast::Record& statement);
  [[nodiscard]] AddClaims end(const ast::End& statement);
  [[nodiscard]] AddClaims suspend(const ast::Suspend& statement);
  [[nodiscard]] AddEvents event(const ast::Event& statement);
  [[nodiscard]] AddProvisions provision(const ast::Provision& statement);
  [[nodiscard]] std::variant<RetractClaim, RetractMatching> retract(const ast::Retract& statement);
  [[nodiscard]] const std::vector<std::string>& settled_names() const { return binder_.settled_names(); }

 private:
  /// What the modifiers of a statement say.
  struct Said;
  [[nodiscard]] Said said(const std::vector<ast::Modifier>& modifiers, std::string_view statement, unsigned allowed);
  void check_life(EntityId id, const claims::Claim& claim, Span span);
  void check_act(const claims::Event& event, Span body_span, Span actor_span);
  [[nodiscard]] AddClaims spread(const std::vector<ast::NameV>& actors, const std::vector<ast::NameV>& bodies,
                                 const claims::Claim& model);
  void add_covers(catalog::SourceRecord& source, const ast::Covers& covers);
  void apply(catalog::Entity& entity, const ast::ThingAttr& attribute);
  [[nodiscard]] catalog::InUse in_use(const ast::InUse& stated);
  [[nodiscard]] catalog::Alias alias(const ast::ThingAttr::Alias& stated);
  void check_codes(const catalog::Entity& entity, const ast::DefineThing& statement);

  Binder binder_;
  const catalog::Catalog& catalog_;
};

}  // namespace entente::bind
