// Files of things with ids of their own, and of edges between them (JSON of others): which thing of ours an id means, and an edge
// as a row. Internal to engine/exchange.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/exchange/formats.h"
#include "engine/files/json_items.h"

namespace entente::exchange {

/// Something with an id of the file's own.
struct Thing {
  std::string name;
  std::vector<std::string> also;
  bool is_person = false;  // the language knows none: it is found by its name where somebody defined it, and never defined
};

/// What the ids of a file mean: found by the code that the format gives, by the name, by another name; else defined, if that is
/// wanted, with the id as its code.
class Things {
 public:
  Things(const catalog::Catalog& catalog, std::string system, bool defines_new)
      : catalog_(catalog), system_(std::move(system)), defines_new_(defines_new) {}

  /// What an id means: as a row names it, or why it names nobody.
  struct Meant {
    std::string name;
    std::string fault;
  };

  /// What is written out elsewhere may stand here without its name.
  void add(const std::string& id, Thing thing);
  [[nodiscard]] const Meant& of(const std::string& id);
  /// Definitions of the new ones.
  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }

 private:
  [[nodiscard]] Meant look_up(const std::string& id);
  [[nodiscard]] std::string found_as(const std::string& name) const;
  [[nodiscard]] std::string define(const std::string& id, const std::string& name);

  const catalog::Catalog& catalog_;
  std::string system_;
  bool defines_new_;
  std::map<std::string, Thing> things_;
  std::map<std::string, Meant> known_;
  std::set<std::string> taken_;  // keys
  std::vector<std::string> statements_;
};

/// Sources that are addresses: found by that, else defined under a key made of it.
class Addresses {
 public:
  explicit Addresses(const catalog::Catalog& catalog);
  /// Its key.
  [[nodiscard]] const std::string& of(const std::string& url);
  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }

 private:
  std::map<std::string, std::string> keys_;  // by address
  std::set<std::string> taken_;
  std::vector<std::string> statements_;
};

/// The text under a key, or a whole number as such; empty where it is neither.
[[nodiscard]] std::string text_at(const nlohmann::json& object, const char* key);
using Items = std::unique_ptr<files::JsonItems>;
[[nodiscard]] Result<Items> open_items(const bind::Import& import, files::JsonItems::Shape shape);
/// Goes through the file once.
[[nodiscard]] std::optional<Diagnostic> each_item(const bind::Import& import, files::JsonItems::Shape shape,
                                                  const std::function<void(const files::JsonItems::Item&)>& on_item);

/// A role as the language writes them; `otherwise` where the file says nothing.
[[nodiscard]] std::string role_of_file(std::string_view text, std::string_view otherwise);
/// `define role …` for those that are such and have no definition.
[[nodiscard]] std::vector<std::string> definitions_of_roles(const std::set<std::string>& roles, const catalog::Catalog& catalog);

struct Edge {
  Things::Meant actor;
  std::string role;
  Things::Meant body;
  std::string since;
  std::string until;
  std::string source;
  std::string quote;
  files::Place at;
};

/// Edges as rows of memberships; where one is refused it is kept as such a row too.
class EdgeRows : public RowSource {
 public:
  EdgeRows(std::unique_ptr<files::JsonItems> items, std::vector<std::string> statements)
      : items_(std::move(items)), statements_(std::move(statements)) {}

  [[nodiscard]] Result<const Row*> next(std::vector<RowFault>& faults) override;
  [[nodiscard]] std::size_t records() const override { return records_; }
  [[nodiscard]] files::Extent extent() const override { return items_->extent(); }
  [[nodiscard]] const files::Record* record() const override { return &record_; }
  [[nodiscard]] const std::vector<std::string>& headings() const override;
  [[nodiscard]] std::string code_system(Field /*field*/) const override { return ""; }
  [[nodiscard]] std::vector<std::string> statements() const override { return statements_; }

 protected:
  /// The edges that an item is; none where it is something else.
  [[nodiscard]] virtual std::vector<Edge> edges_of(const files::JsonItems::Item& item) = 0;

 private:
  void fill(std::vector<RowFault>& faults);

  std::unique_ptr<files::JsonItems> items_;
  std::vector<std::string> statements_;
  std::deque<Edge> ready_;
  Edge edge_;
  Row row_;
  files::Record record_;
  std::size_t records_ = 0;
};

}  // namespace entente::exchange
