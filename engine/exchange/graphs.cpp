// Graphs: rows with `a` and `b` are edges between them, rows with an actor and a body edges from the one to the other. What else a
// row says is said of its edge. In GEXF an edge has the days on which it may have held, from its beginning until its end.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/exchange/table_writer.h"
#include "engine/value/bound.h"
#include "entente/markup.h"

namespace entente::exchange {
namespace {

// XML has no way to say most control characters.
std::string xml_text(std::string_view text) {
  std::string out = html_text(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; }, ' ');
  return out;
}

bool is_number(const Column& column) { return column.type == ColumnType::kInteger || column.type == ColumnType::kDecimal; }

/// Nodes are known once all rows are: edges are kept until then.
class Graph : public TableWriter {
 public:
  Graph(const std::vector<Column>& of_table, std::size_t from, std::size_t to, bool directed)
      : TableWriter(of_table), from_(from), to_(to), directed_(directed) {}

  std::string head() override { return ""; }
  std::string row(const CellRow& row) override {
    const std::string from = text_of(row[from_]);
    const std::string to = text_of(row[to_]);
    if (!from.empty() && !to.empty()) {
      add_node(from, from_);
      add_node(to, to_);
      edges_ += edge(number_++, from, to, row);
    }
    return "";
  }
  std::string tail() override {
    std::string nodes;
    for (const auto& [key, side] : nodes_) {
      nodes += node(key, side);
    }
    return whole(nodes, edges_);
  }

 protected:
  [[nodiscard]] bool directed() const { return directed_; }
  [[nodiscard]] bool is_end(std::size_t column) const { return column == from_ || column == to_; }
  [[nodiscard]] virtual std::string node(const std::string& key, const std::string& side) const = 0;
  [[nodiscard]] virtual std::string edge(std::size_t number, const std::string& from, const std::string& to,
                                         const CellRow& row) const = 0;
  [[nodiscard]] virtual std::string whole(const std::string& nodes, const std::string& edges) const = 0;

 private:
  void add_node(const std::string& key, std::size_t column) { nodes_.try_emplace(key, columns()[column].name); }

  std::size_t from_;
  std::size_t to_;
  bool directed_;
  std::map<std::string, std::string> nodes_;
  std::string edges_;
  std::size_t number_ = 0;
};

class Dot : public Graph {
 public:
  using Graph::Graph;

 protected:
  std::string node(const std::string& key, const std::string& side) const override {
    return "  " + json_string(key) + (side == "body" ? " [shape=box];\n" : ";\n");
  }
  std::string edge(std::size_t /*number*/, const std::string& from, const std::string& to, const CellRow& row) const override {
    std::string attributes;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!is_end(i) && !is_missing(row[i])) {
        attributes += (attributes.empty() ? "" : ", ") + columns()[i].name + "=" + json_string(text_of(row[i]));
      }
    }
    return "  " + json_string(from) + (directed() ? " -> " : " -- ") + json_string(to) +
           (attributes.empty() ? "" : " [" + attributes + "]") + ";\n";
  }
  std::string whole(const std::string& nodes, const std::string& edges) const override {
    return (directed() ? "digraph {\n" : "graph {\n") + nodes + edges + "}\n";
  }
};

class GraphMl : public Graph {
 public:
  using Graph::Graph;

 protected:
  std::string node(const std::string& key, const std::string& side) const override {
    return "    <node id=\"" + xml_text(key) + "\"><data key=\"side\">" + xml_text(side) + "</data></node>\n";
  }
  std::string edge(std::size_t /*number*/, const std::string& from, const std::string& to, const CellRow& row) const override {
    std::string data;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!is_end(i) && !is_missing(row[i])) {
        data += "<data key=\"" + columns()[i].name + "\">" + xml_text(text_of(row[i])) + "</data>";
      }
    }
    return "    <edge source=\"" + xml_text(from) + "\" target=\"" + xml_text(to) + "\">" + data + "</edge>\n";
  }
  std::string whole(const std::string& nodes, const std::string& edges) const override {
    std::string keys = "  <key id=\"side\" for=\"node\" attr.name=\"side\" attr.type=\"string\"/>\n";
    for (std::size_t i = 0; i < columns().size(); ++i) {
      const auto& column = columns()[i];
      const std::string type = column.type == ColumnType::kInteger   ? "long"
                               : column.type == ColumnType::kDecimal ? "double"
                               : column.type == ColumnType::kTruth   ? "boolean"
                                                                     : "string";
      keys += is_end(i) ? ""
                        : "  <key id=\"" + column.name + "\" for=\"edge\" attr.name=\"" + column.name + "\" attr.type=\"" + type +
                              "\"/>\n";
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" + keys +
           "  <graph edgedefault=\"" + (directed() ? "directed" : "undirected") + "\">\n" + nodes + edges +
           "  </graph>\n</graphml>\n";
  }
};

class Gexf : public Graph {
 public:
  using Graph::Graph;

 protected:
  std::string node(const std::string& key, const std::string& side) const override {
    return "      <node id=\"" + xml_text(key) + "\" label=\"" + xml_text(key) + "\"><attvalues><attvalue for=\"side\" value=\"" +
           xml_text(side) + "\"/></attvalues></node>\n";
  }
  std::string edge(std::size_t number, const std::string& from, const std::string& to, const CellRow& row) const override {
    std::string values;
    std::string spell;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (is_end(i) || is_missing(row[i])) {
        continue;
      }
      const auto& name = columns()[i].name;
      const auto bound = bound_of_text(text_of(row[i]));
      if (name == "began" && bound && bound->earliest != kBeforeAll) {
        spell += " start=\"" + to_text(bound->earliest) + "\"";
      } else if (name == "ended" && bound && bound->latest != kAfterAll) {
        spell += " end=\"" + to_text(bound->latest - 1) + "\"";  // the last day on which it held
      }
      values += "<attvalue for=\"" + name + "\" value=\"" + xml_text(text_of(row[i])) + "\"/>";
    }
    return "      <edge id=\"" + std::to_string(number) + "\" source=\"" + xml_text(from) + "\" target=\"" + xml_text(to) + "\"" +
           spell + "><attvalues>" + values + "</attvalues></edge>\n";
  }
  std::string whole(const std::string& nodes, const std::string& edges) const override {
    std::string attributes;
    for (std::size_t i = 0; i < columns().size(); ++i) {
      const auto& column = columns()[i];
      attributes += is_end(i) ? ""
                              : "      <attribute id=\"" + column.name + "\" title=\"" + column.name + "\" type=\"" +
                                    (is_number(column) ? "double" : "string") + "\"/>\n";
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <graph "
           "mode=\"dynamic\" "
           "timeformat=\"date\" defaultedgetype=\"" +
           std::string(directed() ? "directed" : "undirected") +
           "\">\n    <attributes class=\"node\">\n      <attribute id=\"side\" title=\"side\" type=\"string\"/>\n    "
           "</attributes>\n"
           "    <attributes class=\"edge\">\n" +
           attributes + "    </attributes>\n    <nodes>\n" + nodes + "    </nodes>\n    <edges>\n" + edges +
           "    </edges>\n  </graph>\n</gexf>\n";
  }
};

template <class Writer>
MadeWriter made(const std::vector<Column>& columns) {
  const auto place = [&](std::string_view name) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; });
    return static_cast<std::size_t>(found - columns.begin());
  };
  for (const auto& [from, to, directed] : {std::tuple("a", "b", false), std::tuple("actor", "body", true)}) {
    if (place(from) < columns.size() && place(to) < columns.size()) {
      return std::unique_ptr<TableWriter>(std::make_unique<Writer>(columns, place(from), place(to), directed));
    }
  }
  return Diagnostic{"F22",
                    "these rows are no edges of a graph",
                    std::nullopt,
                    {},
                    "a graph needs the columns a and b, as of pairs, or actor and body, as of memberships"};
}

}  // namespace

MadeWriter make_dot(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Dot>(columns); }
MadeWriter make_graphml(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<GraphMl>(columns); }
MadeWriter make_gexf(const std::vector<Column>& columns, const TableOptions& /*options*/) { return made<Gexf>(columns); }

}  // namespace entente::exchange
