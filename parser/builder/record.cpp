#include "parser/builder/build.h"

namespace entente::build {
namespace {

decltype(ast::Modifier::kind) modifier_kind(View view) {
  constexpr std::array<std::string_view, 5> kStances = {"fact", "planned", "proposed", "alleged", "denied"};
  constexpr std::array<std::string_view, 4> kReasons = {"withdrawal", "expulsion", "dissolution", "succession"};
  if (view.is<grammar::Stance>()) {
    return pick<ast::Stance>(view.text(), kStances);
  }
  if (view.is<grammar::ClaimedBy>()) {
    return claimed_by(view);
  }
  if (view.is<grammar::Quote>()) {
    return ast::Quote{text_value(view.last())};
  }
  if (view.is<grammar::Bounds>()) {
    return bound_modifier(view);
  }
  if (view.is<grammar::Observed>()) {
    return ast::Observed{record_date(view.last())};
  }
  if (view.is<grammar::ForActors>()) {
    return ast::ForActors{plain_names(view.last())};
  }
  const std::string_view written = view.text();
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    if (written.ends_with(kReasons[i])) {
      return static_cast<ast::ByReason>(i);
    }
  }
  return ast::ByReason::kWithdrawal;
}

ast::Modifier modifier(View view) { return {modifier_kind(view), view.span()}; }

/// The date of an end or an event, and its modifiers in the order written; the date may stand behind the first of them.
template <class Statement>
void dated_rest(Children& children, Statement& statement) {
  while (!children.done()) {
    const View part = children.take();
    if (part.is<grammar::EDate>()) {
      statement.on = record_date(part);
    } else {
      statement.modifiers.push_back(modifier(part));
    }
  }
}

ast::Word event_kind(View view) {
  ast::Word kind{"", view.span()};
  Children words(view);
  while (!words.done()) {
    kind.text += (kind.text.empty() ? "" : " ") + std::string(words.take().text());
  }
  return kind;
}

}  // namespace

std::vector<ast::NameV> plain_names(View view) { return each_of(view, name_value); }

ast::Bound bound(View view) {
  if (view.is<grammar::UnknownBound>()) {
    return {ast::Bound::Kind::kUnknown, std::nullopt, view.span()};
  }
  Children children(view);
  const ast::EDate date = record_date(children.take());
  if (view.word() == "before") {
    return {ast::Bound::Kind::kBefore, date, view.span()};
  }
  return {view.word() == "after" ? ast::Bound::Kind::kAfter : ast::Bound::Kind::kAt, date, view.span()};
}

ast::BoundMod bound_modifier(View view) {
  constexpr std::array<std::string_view, 3> kKinds = {"since", "until", "through"};
  return {pick<ast::BoundMod::Kind>(view.word(), kKinds), bound(view.last())};
}

ast::ClaimedBy claimed_by(View view) {
  Children children(view);
  ast::ClaimedBy by{key_value(children.take()), std::nullopt};
  if (!children.done()) {
    by.via = key_value(children.take());
  }
  return by;
}

ast::Record record(View view) {
  Children children(view);
  ast::Record statement{plain_names(children.take()), role(children.take()), plain_names(children.take()), {}};
  statement.modifiers = rest_of(children, modifier);
  return statement;
}

ast::End end(View view) {
  Children children(view);
  ast::End statement{plain_names(children.take()), role(children.take()), plain_names(children.take()), {}, {}};
  dated_rest(children, statement);
  return statement;
}

ast::Suspend suspend(View view) {
  Children children(view);
  ast::Suspend statement{plain_names(children.take()), plain_names(children.take()), {}};
  statement.modifiers = rest_of(children, modifier);
  return statement;
}

ast::Retract retract(View view) {
  Children children(view);
  const View which = children.take();
  if (which.is<grammar::RetractClaim>()) {
    return {int_value(which.last()), text_value(children.take())};
  }
  Children parts(which);
  ast::RetractWhich claim{plain_names(parts.take()), role(parts.take()), plain_names(parts.take()), std::nullopt};
  if (!parts.done()) {
    claim.claimed_by = claimed_by(parts.take());
  }
  return {std::move(claim), text_value(children.take())};
}

ast::Event event(View view) {
  Children children(view);
  ast::Event statement{event_kind(children.take()), plain_names(children.take()), {}, {}};
  dated_rest(children, statement);
  return statement;
}

ast::Provision provision(View view) {
  Children children(view);
  ast::Provision statement{text_value(children.take()), plain_names(children.take()), text_value(children.take()), {}};
  statement.modifiers = rest_of(children, modifier);
  return statement;
}

}  // namespace entente::build
