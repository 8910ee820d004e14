// Sources that relate actors, bodies and roles: transitions, pairs, `is …`, histories.
#include "engine/bind/binder.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

Span span_of_set(const ast::SetExpr& expr) {
  return std::visit([](const auto& node) { return node.span; }, expr.node);
}

}  // namespace

void Binder::transitions_source(Query& out, const ast::Transitions& transitions, const Clauses& clauses) {
  out.rows = Query::Rows::kTransitions;
  out.actors.all = true;
  out.bodies.all = true;
  out.roles = roles({transitions.from});
  out.other_roles = roles({transitions.to});
  if (out.roles == out.other_roles) {
    refuse("B08", "a transition leads from one role to another", transitions.span, "name two roles");
  }
  if (transitions.in) {
    out.bodies = selector(transitions.in->names, Place::kBody, clauses);
  }
  settle_context(out, clauses, false, transitions.span);
}

void Binder::pairs_source(Query& out, const ast::Pairs& pairs, const Clauses& clauses) {
  out.rows = Query::Rows::kPairs;
  out.set = set(*pairs.of, clauses);
  out.bodies.all = true;
  if (pairs.with) {
    out.has_other = true;
    out.other_set = set(**pairs.with, clauses, out.set.side);
    check_same_side(out.set.side, out.other_set.side, span_of_set(**pairs.with));
  }
  bool said_in = false;
  bool said_as = false;
  for (const auto& filter : pairs.filters) {
    const auto once = [](bool& said, std::string_view word, Span span) {
      if (said) {
        refuse("B04", std::string(word) + " is said twice", span, "one list names several: " + std::string(word) + " A, B");
      }
      said = true;
    };
    std::visit(Overloaded{
                   [&](const ast::InBodies& in) {
                     once(said_in, "in", in.span);
                     if (out.set.side == Side::kBodies) {
                       refuse("B06", "\"in\" names the bodies that actors share, and these are pairs of bodies", in.span,
                              "leave it out");
                     }
                     out.bodies = selector(in.names, Place::kBody, clauses);
                   },
                   [&](const ast::AsRoles& as) {
                     once(said_as, "as", as.span);
                     out.roles = roles(as.roles);
                   },
               },
               filter);
  }
  settle_context(out, clauses, true, pairs.span);
}

void Binder::ordered_pairs_source(Query& out, const ast::OrderedPairs& pairs, const Clauses& clauses) {
  out.rows = Query::Rows::kPairs;
  out.ordered = true;
  out.has_other = true;
  out.set = set(*pairs.of, clauses);
  out.other_set = set(*pairs.with, clauses, out.set.side);
  check_same_side(out.set.side, out.other_set.side, span_of_set(*pairs.with));
  out.roles = roles({pairs.of_role});
  out.other_roles = roles({pairs.with_role});
  out.bodies.all = true;
  if (pairs.in) {
    if (out.set.side == Side::kBodies) {
      refuse("B06", "\"in\" names the bodies that actors share, and these are pairs of bodies", pairs.in->span, "leave it out");
    }
    out.bodies = selector(pairs.in->names, Place::kBody, clauses);
  }
  settle_context(out, clauses, true, pairs.span);
}

void Binder::is_source(Query& out, const ast::IsQuestion& question, const Clauses& clauses) {
  out.rows = Query::Rows::kIs;
  out.actors.named = {entity(question.actor, Place::kActor)};
  out.roles = roles({question.role});
  out.bodies.named = {entity(question.body, Place::kBody)};
  settle_context(out, clauses, true, question.span);
  out.with_stance = includes_stances(out.context.view);
}

void Binder::history_source(Query& out, const ast::History& history, const Clauses& clauses) {
  out.rows = Query::Rows::kHistory;
  std::visit(Overloaded{
                 [&](const ast::Param& param) {
                   const auto* text = std::get_if<std::string>(&parameter(param));
                   const auto* known = text == nullptr ? nullptr : catalog_.source_key(*text);
                   if (known != nullptr) {
                     out.of_source = known->id;
                   } else {
                     out.actors.named = {entity(ast::NameV(param), Place::kAny)};
                   }
                 },
                 [&](const ast::Name& name) { out.actors.named = {entity(name, Place::kAny)}; },
                 [&](const ast::Word& key) { out.of_source = source(key.text, key.span); },
             },
             history.of);
  settle_context(out, clauses, false, history.span);
}

}  // namespace entente::bind
