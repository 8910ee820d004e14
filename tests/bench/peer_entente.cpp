// Entente through its public face, in its own language: parameters are bound, every row is read.
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "entente/database.h"
#include "tests/bench/entente_script.h"
#include "tests/bench/peer.h"

namespace entente::bench {
namespace {

// Of each role the word that its own snapshot begins with.
constexpr const char* kSnapshots[] = {"",
                                      "members of $body on $day | select actor",
                                      "associates of $body on $day | select actor",
                                      "observers of $body on $day | select actor",
                                      "dialogue partners of $body on $day | select actor",
                                      "candidates of $body on $day | select actor"};
constexpr const char* kPortfolio = "memberships of $actor on $day | select body, role";
constexpr const char* kPoint = "memberships of $actor in $body on $day | select role";
constexpr const char* kHistory = "memberships of $actor in $body ever | sort began | select began, ended, role, sources";
constexpr const char* kAlgebra =
    "observers, dialogue partners of $around and members of $in except members of $not_in on $day | select actor";
constexpr const char* kDifference =
    "(participants of $body on $then) or (participants of $body on $later)"
    " | select actor, one = role in $body on $then, other = role in $body on $later | where one != other";
constexpr const char* kPairs =
    "pairs of states as member each year during 1950 through 2020 | where shared > 0 | select a, b, year = year(period), shared";
constexpr const char* kCounts =
    "memberships as member each year during 1950 through 2020 | count by body, period | select body, year = year(period), count";
constexpr const char* kSimilar =
    "pairs of {$actor} with states as member on $day | where shared > 0 | sort jaccard desc, b | take 10"
    " | select b, shared, all_of_them = shared + only_a + only_b";

std::uint32_t number(const Cell& cell) { return number_of_key(std::get<std::string>(cell)); }
std::int64_t count(const Cell& cell) { return std::get<std::int64_t>(cell); }
std::int32_t role(const Cell& cell) {
  const auto* name = std::get_if<std::string>(&cell);
  return name == nullptr ? 0 : role_of_name(*name);
}
Day day(const Cell& cell) {
  const auto* date = std::get_if<DateText>(&cell);
  return date == nullptr ? kOpen : read_date(date->text.c_str());
}

// Hands each row on as it comes.
template <class EachRow>
class Rows : public AnswerStream {
 public:
  explicit Rows(const EachRow& each_row) : each_row_(each_row) {}
  bool begin(const std::vector<Column>&) override { return true; }
  bool rows(std::vector<std::vector<Cell>>&& rows) override {
    std::for_each(rows.begin(), rows.end(), each_row_);
    return true;
  }
  bool end(Answer&&) override { return true; }

 private:
  const EachRow& each_row_;
};

class Entente : public Peer {
 public:
  void load(const std::string& path, const SpellFiles& files) override {
    auto session = create(path);
    scripts_of(read_spells(files.current), read_spells(files.superseded), [&](const auto& script) { record(session, script); });
  }

  // When a claim was known is when it was committed. So that questions can be asked `as known at commit N`, each day on which
  // something was known is a commit of its own, in the order of the days; the clock of the commits plays no part.
  void load_known(const std::string& path, const SpellFiles& files) override {
    const auto current = read_spells(files.current);
    if (current.size() > kMostForHistory) {
      return;
    }
    auto session = create(known_path(path));
    const auto days = scripts_by_day(current, read_spells(files.superseded), [&](const auto& script) { record(session, script); });
    std::ofstream out(known_path(path) + ".days");
    for (const auto known : days) {
      out << known << '\n';
    }
  }

  void open(const std::string& path) override {
    path_ = path;
    session_ = std::make_unique<Session>(opened(path));
  }

  std::uint64_t bytes(const std::string& path) override { return bytes_on_disk(path); }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    bind("body", body_key(body));
    bind("day", iso_date(day));
    ask(*session_, kSnapshots[role], [&](const auto& row) { answer.row(number(row[0])); });
  }
  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    bind("actor", actor_key(actor));
    bind("day", iso_date(day));
    ask(*session_, kPortfolio, [&](const auto& row) { answer.row(number(row[0]), role(row[1])); });
  }
  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    bind("actor", actor_key(actor));
    bind("body", body_key(body));
    bind("day", iso_date(day));
    ask(*session_, kPoint, [&](const auto& row) { answer.row(role(row[0])); });
  }
  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    bind("actor", actor_key(actor));
    bind("body", body_key(body));
    ask(*session_, kHistory, [&](const auto& row) {
      const auto& sources = std::get<std::vector<std::string>>(row[3]);
      answer.next_row(day(row[0]), day(row[1]), role(row[2]), number_of_key(sources.at(0)));
    });
  }
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    bind("in", body_key(in));
    bind("around", body_key(around));
    bind("not_in", body_key(not_in));
    bind("day", iso_date(day));
    ask(*session_, kAlgebra, [&](const auto& row) { answer.row(number(row[0])); });
  }
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    bind("body", body_key(body));
    bind("then", iso_date(then));
    bind("later", iso_date(later));
    ask(*session_, kDifference, [&](const auto& row) { answer.row(number(row[0]), role(row[1]), role(row[2])); });
  }
  void pairs_by_year(Digest& answer) override {
    ask(*session_, kPairs, [&](const auto& row) { answer.row(number(row[0]), number(row[1]), count(row[2]), count(row[3])); });
  }
  void counts_by_year(Digest& answer) override {
    ask(*session_, kCounts, [&](const auto& row) { answer.row(number(row[0]), count(row[1]), count(row[2])); });
  }
  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    bind("actor", actor_key(actor));
    bind("day", iso_date(day));
    ask(*session_, kSimilar, [&](const auto& row) { answer.next_row(number(row[0]), count(row[1]), count(row[2])); });
  }
  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    auto& session = known_session();
    session.set_parameter("body", body_key(body));
    session.set_parameter("day", iso_date(day));
    const auto commits = std::upper_bound(known_days_.begin(), known_days_.end(), known) - known_days_.begin();
    session.set_parameter("commit", std::int64_t{commits} + 1);
    ask(session, kAsKnown[role], [&](const auto& row) { answer.row(number(row[0])); });
  }
  [[nodiscard]] bool knows_history() const override { return bytes_on_disk(known_path(path_)) != 0; }

  void write(std::span<const Spell> spells) override {
    std::string script;
    for (const auto& spell : spells) {
      add_record(spell, script);
    }
    record(*session_, script);
  }

 private:
  static constexpr std::size_t kMostForHistory = 100000;  // spells
  static constexpr const char* kAsKnown[] = {"",
                                             "members of $body on $day as known at commit $commit | select actor",
                                             "associates of $body on $day as known at commit $commit | select actor",
                                             "observers of $body on $day as known at commit $commit | select actor",
                                             "dialogue partners of $body on $day as known at commit $commit | select actor",
                                             "candidates of $body on $day as known at commit $commit | select actor"};

  static std::string known_path(const std::string& path) { return path + "-known"; }

  static Database opened(const std::string& path) {
    auto database = Database::open(path);
    if (!database) {
      fail(database.error().text);
    }
    return *database;
  }

  static Session create(const std::string& path) {
    ::unlink(path.c_str());
    return Session(opened(path));
  }

  static void require(const std::vector<Error>& errors) {
    if (!errors.empty()) {
      fail(errors.front().text);
    }
  }

  static void record(Session& session, const std::string& script) {
    require(session.run("bench", script, RunMode::kScript, [](Answer&&) { return true; }));
  }

  void bind(const char* name, std::string value) { session_->set_parameter(name, std::move(value)); }

  template <class EachRow>
  static void ask(Session& session, const char* question, const EachRow& each_row) {
    Rows<EachRow> rows(each_row);
    require(session.run("bench", question, RunMode::kInteractive, rows));
  }

  Session& known_session() {
    if (known_session_ == nullptr) {
      known_session_ = std::make_unique<Session>(opened(known_path(path_)));
      std::ifstream in(known_path(path_) + ".days");
      for (Day known = 0; in >> known;) {
        known_days_.push_back(known);
      }
    }
    return *known_session_;
  }

  std::string path_;
  std::unique_ptr<Session> session_, known_session_;
  std::vector<Day> known_days_;
};

}  // namespace

std::unique_ptr<Peer> make_entente(std::string_view) { return std::make_unique<Entente>(); }

}  // namespace entente::bench
