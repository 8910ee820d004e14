#include "parser/builder/build.h"

namespace entente::build {
namespace {

using ClauseKind = decltype(ast::Clause::kind);

ast::Steps steps(View view) {
  constexpr std::array<std::string_view, 4> kUnit = {"day", "month", "quarter", "year"};
  constexpr std::array<std::string_view, 4> kUnits = {"days", "months", "quarters", "years"};
  ast::Steps steps;
  steps.span = view.span();
  if (view.is<grammar::EachOf>()) {
    steps.days = each_of(view, date_value);
    return steps;
  }
  Children children(view);
  if (!children.at<grammar::Unit, grammar::Units>()) {
    steps.every = int_value(children.take());
  }
  const View unit = children.take();
  steps.unit = pick<ast::Steps::Unit>(unit.text(), unit.is<grammar::Unit>() ? kUnit : kUnits);
  steps.during = period(children.take());
  return steps;
}

ast::Sampling sampling(View view) {
  const std::string_view written = view.text();
  if (view.word() == "at") {
    return written.ends_with("start") ? ast::Sampling::kAtStart : ast::Sampling::kAtEnd;
  }
  return view.word() == "any" ? ast::Sampling::kAnyDay : ast::Sampling::kEveryDay;
}

ast::Each each(View view) {
  Children children(view);
  ast::Each each{steps(children.take()), std::nullopt};
  if (!children.done()) {
    each.sampling = sampling(children.take());
  }
  return each;
}

ast::According::Ref source_ref(View view) {
  const auto source = [](View one) -> ast::According::SourceName {
    if (one.is<grammar::Param>()) {
      return param(one);
    }
    if (one.is<grammar::Text>()) {
      return text(one);
    }
    return word(one);
  };
  Children children(view);
  ast::According::Ref ref{source(children.take()), std::nullopt};
  if (!children.done()) {
    ref.via = source(children.take());
  }
  return ref;
}

[[nodiscard]] bool are_steps(View view) { return view.is<grammar::EachOf>() || view.is<grammar::EachUnit>(); }

ast::ReportedBy reported_by(View view) {
  Children children(view);
  const View by = children.take();
  if (are_steps(by)) {
    return {steps(by)};
  }
  return {date_value(by)};
}

ast::KnownOn known_on(View view) {
  Children children(view);
  const View on = children.take();
  if (are_steps(on)) {
    return {steps(on)};
  }
  if (on.is<grammar::AtCommit>()) {
    return {ast::AtCommit{int_value(on.last())}};
  }
  return {date_value(on)};
}

ast::Including including(View view) {
  constexpr std::array<std::string_view, 5> kStances = {"fact", "planned", "proposed", "alleged", "denied"};
  return {each_of(view, [&](View one) { return pick<ast::Stance>(one.text(), kStances); })};
}

ClauseKind kind(View view) {
  if (view.is<grammar::OnDay>()) {
    return ast::OnDay{date_value(view.last())};
  }
  if (view.is<grammar::During>()) {
    return ast::During{period(view.last())};
  }
  if (view.is<grammar::Throughout>()) {
    return ast::Throughout{period(view.last())};
  }
  if (view.is<grammar::Ever>()) {
    return ast::Ever{};
  }
  if (view.is<grammar::Since>()) {
    return ast::Since{date_value(view.last())};
  }
  if (view.is<grammar::Each>()) {
    return each(view);
  }
  if (view.is<grammar::According>()) {
    return ast::According{each_of(view, source_ref)};
  }
  if (view.is<grammar::ReportedBy>()) {
    return reported_by(view);
  }
  if (view.is<grammar::KnownOn>()) {
    return known_on(view);
  }
  if (view.is<grammar::Including>()) {
    return including(view);
  }
  if (view.is<grammar::Counting>()) {
    return ast::CountingPredecessors{};
  }
  return view.text() == "certainly" ? ast::Sureness::kCertainly : ast::Sureness::kPossibly;
}

}  // namespace

ast::Period period(View view) {
  Children children(view);
  ast::Period period{ast::Period::Kind::kDate, date_value(children.take()), std::nullopt, view.span()};
  if (const auto end = children.take_if<grammar::PeriodEnd>()) {
    period.kind = end->word() == "through" ? ast::Period::Kind::kThrough : ast::Period::Kind::kUntil;
    period.to = date_value(end->last());
  }
  return period;
}

ast::Clause clause(View view) { return {kind(view.last()), view.span()}; }

}  // namespace entente::build
