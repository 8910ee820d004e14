#include "engine/session/why_set.h"

#include <algorithm>

namespace entente::session {
namespace {

using bind::SetNode;
using bind::Sureness;
using bind::When;

// Rule 20: what is taken away is asked the other way round.
Sureness turned(Sureness sureness) {
  switch (sureness) {
    case Sureness::kBest:
      return Sureness::kBest;
    case Sureness::kCertainly:
      return Sureness::kPossibly;
    case Sureness::kPossibly:
      return Sureness::kCertainly;
  }
  return sureness;
}

}  // namespace

bool SetTeller::is_in(const SetNode& node, EntityId id, const When& when, Sureness sureness) {
  const auto [it, is_new] = results_.try_emplace({&node, machine_.step()});
  if (is_new) {
    it->second = exec::evaluate(machine_, node, when);
  }
  const auto& items = it->second.items;
  const auto item =
      std::lower_bound(items.begin(), items.end(), id, [](const exec::SetItem& i, EntityId wanted) { return i.id < wanted; });
  return item != items.end() && item->id == id && exec::passes(when, item->days.of(sureness));
}

void SetTeller::stand_at(const SetNode& node, EntityId id, const std::string& joint) {
  auto& keys = table_.keys();
  keys.part = (joint.empty() ? "" : joint + " ") + words_.set(node);
  keys.actor = node.side == bind::Side::kActors ? id : EntityId{};
  keys.body = node.side == bind::Side::kActors ? EntityId{} : id;
  keys.role = RoleId{};
}

void SetTeller::say(const SetNode& node, EntityId id, const std::string& joint, const std::string& reading) {
  stand_at(node, id, joint);
  table_.say("", reading);
}

void SetTeller::tell(const SetNode& node, EntityId id, const When& when, Sureness sureness, const std::string& joint) {
  const bool in = is_in(node, id, when, sureness);
  const When own = node.when.value_or(when);
  const Sureness sure = node.sureness.value_or(sureness);
  switch (node.op) {
    case SetNode::Op::kChain:
      chain(node, id, own, sure);
      return;
    case SetNode::Op::kCounted:
      counted(node, id, own, sure);
      return;
    case SetNode::Op::kRolesOf:
    case SetNode::Op::kBodiesOf:
      if (const std::string other = unasked(node, id, own); !other.empty()) {
        say(node, id, joint, "not among them: " + other);
        return;
      }
      stand_at(node, id, joint);
      pairs(node, id, own, sure);
      return;
    case SetNode::Op::kExisting:
      say(node, id, joint, in ? existence(node, id) : "not among them: " + existence(node, id));
      return;
    case SetNode::Op::kListed:
      say(node, id, joint, in ? "is listed" : "is not listed");
      return;
    case SetNode::Op::kRows:
      say(node, id, joint, in ? "is among its rows: ask why of it alone" : "is not among its rows: ask why not of it alone");
      return;
  }
}

void SetTeller::chain(const SetNode& node, EntityId id, const When& when, Sureness sureness) {
  const bool in = is_in(node, id, when, sureness);
  bool all = true;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const auto& child = node.children[i];
    const bool is_except = i > 0 && node.joins[i - 1] == SetNode::Join::kExcept;
    const bool is_or = std::find(node.joins.begin(), node.joins.end(), SetNode::Join::kOr) != node.joins.end();
    const Sureness sure = is_except ? turned(sureness) : sureness;
    const std::string joint = i == 0 ? "" : is_except ? "except" : node.joins[i - 1] == SetNode::Join::kAnd ? "and" : "or";
    const bool in_child = is_in(child, id, when, sure);
    all = all && in_child != is_except;
    if (in && is_or && !in_child && !is_except) {
      say(child, id, joint, "not in it, and another part is enough");
    } else {
      tell(child, id, when, sure, joint);
    }
  }
  if (!in && all) {
    say(node, id, "", "each part holds on some day, and all of them on none");
  }
}

void SetTeller::counted(const SetNode& node, EntityId id, const When& when, Sureness sureness) {
  const bool in = is_in(node, id, when, sureness);
  const auto count = std::count_if(node.children.begin(), node.children.end(),
                                   [&](const SetNode& child) { return is_in(child, id, when, sureness); });
  say(node, id, "", "in " + std::to_string(count) + " of the " + std::to_string(node.children.size()) + " sets");
  for (const auto& child : node.children) {
    if (in && !is_in(child, id, when, sureness)) {
      say(child, id, "", "not in it");
    } else {
      tell(child, id, when, sureness);
    }
  }
}

// Each pair of which the set asks. Of those that no claim was ever made of, one line says so for all.
void SetTeller::pairs(const SetNode& node, EntityId id, const When& when, Sureness sureness) {
  const bool actors = node.side == bind::Side::kActors;
  auto& keys = table_.keys();
  Asked asked{node.roles, when, sureness};
  std::vector<Story> absent;
  bool present = false;
  for (const EntityId other : exec::select(machine_, node.selector, when)) {
    const claims::Pair pair = actors ? claims::Pair{as_actor(id), as_body(other)} : claims::Pair{as_actor(other), as_body(id)};
    bool here = false;
    for (const auto& counted : counted_as(machine_, pair, node.view, {!actors, actors})) {
      const Story story = story_of(machine_, counted.pair, node.view);
      keys.actor = entity(counted.pair.actor);
      keys.body = entity(counted.pair.body);
      asked.before = counted.before;
      here = pairs_.presence(story, asked) || here;
      if (counted.pair == pair) {
        absent.push_back(story);
      }
    }
    if (here) {
      absent.pop_back();
    }
    present = present || here;
  }
  if (present) {
    return;
  }
  asked.before = kAfterAll;
  const bool silent = std::all_of(absent.begin(), absent.end(), [](const Story& story) { return story.claims.empty(); });
  if (silent && absent.size() != 1) {
    keys.actor = actors ? id : EntityId{};
    keys.body = actors ? EntityId{} : id;
    table_.say("not " + words_.singulars(node.roles), "no claim of it in any of these");
    return;
  }
  for (const auto& story : absent) {
    if (absent.size() == 1 || !story.claims.empty()) {
      keys.actor = entity(story.pair.actor);
      keys.body = entity(story.pair.body);
      pairs_.absence(story, asked);
    }
  }
}

std::string SetTeller::unasked(const SetNode& node, EntityId id, const When& when) {
  if (node.op != SetNode::Op::kBodiesOf) {
    return "";
  }
  const auto* then = machine_.catalog_of(node.view).entity(id);
  const auto& body = then == nullptr ? *machine_.catalog().entity(id) : *then;
  if (!node.kinds.takes(body.kind)) {
    return existence(node, id);
  }
  const auto under = node.under ? std::optional(exec::select(machine_, *node.under, when)) : std::nullopt;
  if (!exec::narrow(body, under, {})) {
    return "not under " + words_.names(*node.under);
  }
  return exec::narrow(body, std::nullopt, node.topics) ? "" : "not about " + plan::joined(node.topics);
}

std::string SetTeller::existence(const SetNode& node, EntityId id) {
  const auto* then = machine_.catalog_of(node.view).entity(id);
  const auto& entity = then == nullptr ? *machine_.catalog().entity(id) : *then;
  std::string words = "a " + std::string(to_text(entity.kind));
  if (entity.kind == Kind::kOrganisation || entity.kind == Kind::kAgreement) {
    words = "an " + std::string(to_text(entity.kind));
  }
  return words + (entity.began.stated() ? " since " + to_text(entity.began) : "") +
         (entity.ended.stated() ? " until " + to_text(entity.ended) : "");
}

}  // namespace entente::session
