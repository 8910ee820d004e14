// Whether nothing found means none (rule 4): where sources cover, on all days asked, every role of every body that the rows come
// from, or where those bodies did not exist.
#pragma once

#include <map>
#include <optional>
#include <tuple>

#include "engine/exec/machine.h"

namespace entente::exec {

class Coverage {
 public:
  /// Both must outlive it.
  Coverage(Machine& machine, const bind::Query& query) : machine_(machine), query_(query) {}

  /// At that step of the query's series; of all of them together, or of the one time asked, without one. Narrowed to a body and a
  /// role, which the query must have asked for.
  [[nodiscard]] bool covers(const bind::Step* step, std::optional<BodyId> body = {}, std::optional<RoleId> role = {});

 private:
  struct Part {
    std::optional<BodyId> body;
    std::optional<RoleId> role;
  };
  [[nodiscard]] bool covers_step(const bind::Step* step, const Part& part);
  [[nodiscard]] bool query_covered(const bind::Query& query, const bind::When& when, const Part& part);
  [[nodiscard]] bool set_covered(const bind::SetNode& node, const bind::When& outer, const Part& part);
  [[nodiscard]] bool bodies_covered(const bind::Selector& bodies, const bind::RoleFilter& roles, const claims::View& view,
                                    const bind::When& when, const Part& part);

  Machine& machine_;
  const bind::Query& query_;
  std::map<std::tuple<const bind::Step*, std::uint32_t, std::uint32_t>, bool> found_;
};

}  // namespace entente::exec
