#include "engine/plan/explain.h"

#include <array>

namespace entente::plan {
namespace {

using bind::Query;
using bind::SetNode;

bool has_readings(const Query& query) {
  return query.rows <= Query::Rows::kAllMemberships || query.rows == Query::Rows::kIs || query.rows == Query::Rows::kChanges ||
         query.rows == Query::Rows::kTransitions || query.rows == Query::Rows::kPairs;
}

bool asks_sources(const Query& query) {
  return query.rows != Query::Rows::kRoles && query.rows != Query::Rows::kSources && query.rows != Query::Rows::kCommits &&
         query.rows != Query::Rows::kHistory && query.rows != Query::Rows::kFile;
}

class Explainer {
 public:
  explicit Explainer(const Words& words) : words_(words) {}

  void chain(const Node& top, std::size_t depth) {
    for (const Node* node = &top; node != nullptr; node = node->input.get()) {
      if (const auto* source = std::get_if<Source>(&node->kind)) {
        add(depth, source->query->noun, words_.source(*source->query), node);
        this->source(*source->query, depth + 1);
        return;
      }
      const std::string stage = words_.stage(*node->stage, *node->input_schema);
      const auto blank = stage.find(' ', stage.starts_with("left join") ? std::string_view("left ").size() : 0);
      add(depth++, stage.substr(0, blank), blank == std::string::npos ? "" : stage.substr(blank + 1), node);
      if (const auto* diff = std::get_if<Diff>(&node->kind)) {
        chain(*node->input, depth);
        inner(*diff->other, depth);
        return;
      }
      if (const auto* join = std::get_if<Join>(&node->kind)) {
        chain(*node->input, depth);
        inner(*join->stage->other, depth);
        return;
      }
    }
  }

  std::vector<Line> take() { return std::move(lines_); }

 private:
  void add(std::size_t depth, std::string step, std::string what, const Node* node = nullptr) {
    lines_.push_back({depth, std::move(step), std::move(what), node});
  }

  // A query inside of the query; what runs it is a step of the plan around it.
  void inner(const Query& query, std::size_t depth) {
    const auto plan = make_plan(query);
    const std::size_t from = lines_.size();
    chain(*plan, depth);
    for (std::size_t i = from; i < lines_.size(); ++i) {
      lines_[i].node = nullptr;
    }
  }

  void source(const Query& query, std::size_t depth) {
    read(query, depth);
    const auto& when = query.context.when;
    if (query.series) {
      add(depth, "series", query.series->words + ": " + std::to_string(query.series->steps.size()) + " steps, " + series(query));
    }
    if (!when.words.empty() && !when.by_step) {
      add(depth, "time", when.words);
    } else if (query.rows <= Query::Rows::kBodiesOf && query.set.op == SetNode::Op::kChain) {
      add(depth, "time", "each part at its own");
    }
    if (asks_sources(query)) {
      claims::View seen = query.context.view;
      seen.predecessors = false;
      auto view = words_.view(seen);
      if (seen.reported_by_step || seen.known_by_step) {
        view.emplace_back(seen.known_by_step ? "as known at the end of each step" : "as reported by the end of each step");
      }
      add(depth, "sources", view.empty() ? "all, as the database stands" : joined(view));
    }
    if (has_readings(query)) {
      constexpr std::array<std::string_view, 3> kReadings = {"the best", "certainly: what every reading of the dates has",
                                                             "possibly: what some reading of the dates has"};
      add(depth, "reading", std::string(kReadings[static_cast<std::size_t>(query.context.sureness)]));
    }
  }

  [[nodiscard]] static std::string series(const Query& query) {
    if (query.series->by_date) {
      return "the log is read once, each row put into the step of its date";
    }
    const auto& view = query.context.view;
    return view.reported_by_step || view.known_by_step ? "the query asked for each, claims folded anew"
                                                       : "the query asked for each, memberships read once for all";
  }

  void read(const Query& query, std::size_t depth) {
    switch (query.rows) {
      case Query::Rows::kMemberships:
      case Query::Rows::kBodiesOf:
      case Query::Rows::kActorSet:
      case Query::Rows::kBodySet:
      case Query::Rows::kActors:
      case Query::Rows::kBodies:
        inside(query.set, depth);
        return;
      case Query::Rows::kAllMemberships:
      case Query::Rows::kChanges:
      case Query::Rows::kTransitions:
        log(query, depth, how(query.context.view));
        return;
      case Query::Rows::kClaims:
      case Query::Rows::kConflicts:
        log(query, depth, "from the ledger of claims");
        return;
      case Query::Rows::kEvents:
      case Query::Rows::kProvisions:
        add(depth, "read", words_.names(query.bodies) + ", from the ledger");
        sets_in(query.bodies, depth + 1);
        return;
      case Query::Rows::kPairs:
        part(query.set, "first", depth);
        if (query.has_other) {
          part(query.other_set, "second", depth);
        }
        add(depth, "read",
            std::string(query.set.side == bind::Side::kActors ? "actor by actor" : "body by body") + ", " +
                how(query.context.view));
        return;
      case Query::Rows::kFile:
        file(query, depth);
        return;
      case Query::Rows::kIs:
        add(depth, "read", words_.names(query.bodies) + " by body, " + how(query.context.view));
        return;
      case Query::Rows::kRoles:
      case Query::Rows::kSources:
      case Query::Rows::kCommits:
      case Query::Rows::kHistory:
        add(depth, "read", query.rows == Query::Rows::kHistory ? "the catalogue and the ledger, every version" : "the catalogue");
        return;
    }
  }

  void file(const Query& query, std::size_t depth) {
    const auto& table = *query.file;
    add(depth, "read", table.shown + ", row by row in its own order; nothing is stored");
    if (table.date_column) {
      const std::size_t front = query.source_schema.size() - table.headings.size();
      add(depth, "names",
          "what fits several means whom it meant on the row's " + query.source_schema[front + *table.date_column].name);
    } else if (bind::settles_by_time(query) && table.names_when && !table.names_when->words.empty()) {
      add(depth, "names", "what fits several means whom it meant " + table.names_when->words);
    }
  }

  // Which memberships are read, and in which order.
  void log(const Query& query, std::size_t depth, const std::string& how) {
    if (!query.bodies.all) {
      add(depth, "read", words_.names(query.bodies) + " by body, " + how);
    } else if (!query.actors.all) {
      add(depth, "read", words_.names(query.actors) + " by actor, " + how);
    } else {
      add(depth, "read", "every body, " + how);
    }
    if (!query.bodies.all && !query.actors.all) {
      add(depth, "keep", "those of " + words_.names(query.actors));
    }
    if (!query.roles.any && query.rows != Query::Rows::kTransitions) {
      add(depth, "keep", "those as " + words_.singulars(query.roles));
    }
    sets_in(query.bodies, depth + 1);
    sets_in(query.actors, depth + 1);
  }

  [[nodiscard]] std::string how(claims::View view) const {
    const std::string carried = view.predecessors ? ", with those of predecessors" : "";
    view.predecessors = false;
    if (view.plain() && !view.reported_by_step && !view.known_by_step) {
      return "derived memberships as stored" + carried;
    }
    const auto words = words_.view(view);
    return "claims folded anew" + carried + ": " + (words.empty() ? "the series is one of what was known" : joined(words));
  }

  // Sets that say which bodies, or which actors, are read.
  void sets_in(const bind::Selector& selector, std::size_t depth) {
    for (const auto& node : selector.sets) {
      part(node, node.side == bind::Side::kActors ? "actors" : "bodies", depth);
    }
  }

  void part(const SetNode& node, std::string step, std::size_t depth) {
    add(depth, std::move(step), words_.set(node));
    inside(node, depth + 1);
  }

  void inside(const SetNode& node, std::size_t depth) {
    constexpr std::array<std::string_view, 3> kJoins = {"and", "or", "except"};
    switch (node.op) {
      case SetNode::Op::kRolesOf:
        add(depth, "read", words_.names(node.selector) + " by body, " + how(node.view));
        sets_in(node.selector, depth + 1);
        return;
      case SetNode::Op::kBodiesOf:
        add(depth, "read", words_.names(node.selector) + " by actor, " + how(node.view));
        sets_in(node.selector, depth + 1);
        return;
      case SetNode::Op::kExisting:
        add(depth, "read", node.view.known_at ? "the catalogue, " + joined(words_.view(node.view)) : "the catalogue");
        if (node.under) {
          sets_in(*node.under, depth + 1);
        }
        return;
      case SetNode::Op::kListed:
        add(depth, "read", "nothing: they are listed");
        return;
      case SetNode::Op::kRows:
        inner(*node.rows, depth);
        return;
      case SetNode::Op::kChain:
      case SetNode::Op::kCounted:
        break;
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const bool joins = i > 0 && node.op == SetNode::Op::kChain;
      part(node.children[i], joins ? std::string(kJoins[static_cast<std::size_t>(node.joins[i - 1])]) : "set", depth);
    }
  }

  const Words& words_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> lines_of(const Node& node, const Words& words) {
  Explainer explainer(words);
  explainer.chain(node, 0);
  return explainer.take();
}

std::string to_text(const std::vector<Line>& lines) {
  std::string out;
  for (const auto& line : lines) {
    out += std::string(2 * line.depth, ' ') + line.step + (line.what.empty() ? "" : "  " + line.what) + "\n";
  }
  return out;
}

}  // namespace entente::plan
