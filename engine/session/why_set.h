// What `why` tells of an actor or a body and a set: part by part, whether it is in and why. Internal to engine/session.
#pragma once

#include <map>
#include <string>

#include "engine/exec/set_eval.h"
#include "engine/session/why_pair.h"

namespace entente::session {

class SetTeller {
 public:
  SetTeller(exec::Machine& machine, WhyTable& table)
      : machine_(machine), table_(table), words_(machine.catalog(), machine.pool()), pairs_(machine, table) {}

  /// Is it in the set at that time?
  [[nodiscard]] bool is_in(const bind::SetNode& node, EntityId id, const bind::When& when, bind::Sureness sureness);
  /// `joint` stands before the part: "and", "except".
  void tell(const bind::SetNode& node, EntityId id, const bind::When& when, bind::Sureness sureness, const std::string& joint = "");

 private:
  void chain(const bind::SetNode& node, EntityId id, const bind::When& when, bind::Sureness sureness);
  void counted(const bind::SetNode& node, EntityId id, const bind::When& when, bind::Sureness sureness);
  void pairs(const bind::SetNode& node, EntityId id, const bind::When& when, bind::Sureness sureness);
  void say(const bind::SetNode& node, EntityId id, const std::string& joint, const std::string& reading);
  void stand_at(const bind::SetNode& node, EntityId id, const std::string& joint);
  /// Why a body is none of those that such a set asks for; empty: it is one.
  [[nodiscard]] std::string unasked(const bind::SetNode& node, EntityId id, const bind::When& when);
  [[nodiscard]] std::string existence(const bind::SetNode& node, EntityId id);

  exec::Machine& machine_;
  WhyTable& table_;
  plan::Words words_;
  PairTeller pairs_;
  std::map<std::pair<const bind::SetNode*, const bind::Step*>, exec::SetResult> results_;
};

}  // namespace entente::session
