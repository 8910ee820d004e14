// Entente through its public face, in its own language: parameters are bound, every row is read.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

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
    "organisations each year during 1950 through 2020 | select body, year = year(period), members = size(member) | where members > "
    "0";
constexpr const char* kSimilar =
    "pairs of {$actor} with states as member on $day | where shared > 0 | sort jaccard desc, b | take 10"
    " | select b, shared, all_of_them = shared + only_a + only_b";

constexpr const char* kAsKnown[] = {"",
                                    "members of $body on $day as known at commit $commit | select actor",
                                    "associates of $body on $day as known at commit $commit | select actor",
                                    "observers of $body on $day as known at commit $commit | select actor",
                                    "dialogue partners of $body on $day as known at commit $commit | select actor",
                                    "candidates of $body on $day as known at commit $commit | select actor"};

// An open database, its prepared questions, and the numbers of the files that stand behind its own numbers of things.
class Asked {
 public:
  explicit Asked(Database database) : session_(std::move(database)) {
    each_row("states ever | select actor", [&](const Statement& rows, std::size_t row) { take(rows, row, number_of_key); });
    each_row("organisations ever | select body", [&](const Statement& rows, std::size_t row) { take(rows, row, number_of_key); });
    each_row("roles | select role",
             [&](const Statement& rows, std::size_t row) { keep(roles_, rows.cells(0)[row], role_of_name(rows.text(0, row))); });
  }

  Session& session() { return session_; }

  Statement& question(const char* text) {
    auto found = questions_.find(text);
    if (found == questions_.end()) {
      auto prepared = session_.prepare("bench", text);
      if (!prepared) {
        fail(prepared.error().text);
      }
      found = questions_.emplace(text, std::move(*prepared)).first;
    }
    return found->second;
  }

  /// Runs it and hands over every row.
  template <class EachRow>
  void each_row(const char* text, const EachRow& each_row) {
    Statement& rows = question(text);
    require(rows.run());
    while (rows.next()) {
      for (std::size_t row = 0; row < rows.size(); ++row) {
        each_row(rows, row);
      }
    }
    require(rows.error());
    rows.finish();
  }

  [[nodiscard]] std::uint32_t number(std::int64_t thing) const { return numbers_[static_cast<std::size_t>(thing)]; }
  [[nodiscard]] std::int32_t role(std::int64_t role) const {
    return role == Statement::kMissing ? 0 : roles_[static_cast<std::size_t>(role)];
  }

 private:
  static void require(const std::optional<Error>& error) {
    if (error) {
      fail(error->text);
    }
  }

  template <class Value>
  static void keep(std::vector<Value>& all, std::int64_t at, Value value) {
    all.resize(std::max(all.size(), static_cast<std::size_t>(at) + 1));
    all[static_cast<std::size_t>(at)] = value;
  }
  template <class NumberOf>
  void take(const Statement& rows, std::size_t row, const NumberOf& number_of) {
    keep(numbers_, rows.cells(0)[row], number_of(rows.text(0, row)));
  }

  Session session_;
  std::map<const char*, Statement> questions_;
  std::vector<std::uint32_t> numbers_;
  std::vector<std::int32_t> roles_;
};

// No year of the files is so far away that it is not a date.
Day last_day(const DayInterval& days) { return days.end == kNoLastDay ? kOpen : days.begin; }

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
    asked_.emplace(opened(path));
    known_.reset();
  }

  std::uint64_t bytes(const std::string& path) override { return bytes_on_disk(path); }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    const char* question = kSnapshots[role];
    bind(question, "body", body_key(body));
    bind(question, "day", iso_date(day));
    ask(question, [&](const auto& rows, auto row) { answer.row(asked_->number(rows.cells(0)[row])); });
  }
  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    bind(kPortfolio, "actor", actor_key(actor));
    bind(kPortfolio, "day", iso_date(day));
    ask(kPortfolio,
        [&](const auto& rows, auto row) { answer.row(asked_->number(rows.cells(0)[row]), asked_->role(rows.cells(1)[row])); });
  }
  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    bind(kPoint, "actor", actor_key(actor));
    bind(kPoint, "body", body_key(body));
    bind(kPoint, "day", iso_date(day));
    ask(kPoint, [&](const auto& rows, auto row) { answer.row(asked_->role(rows.cells(0)[row])); });
  }
  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    bind(kHistory, "actor", actor_key(actor));
    bind(kHistory, "body", body_key(body));
    ask(kHistory, [&](const auto& rows, auto row) {
      answer.next_row(rows.days(0, row).begin, last_day(rows.days(1, row)), asked_->role(rows.cells(2)[row]),
                      number_of_key(rows.text(3, row)));
    });
  }
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    bind(kAlgebra, "in", body_key(in));
    bind(kAlgebra, "around", body_key(around));
    bind(kAlgebra, "not_in", body_key(not_in));
    bind(kAlgebra, "day", iso_date(day));
    ask(kAlgebra, [&](const auto& rows, auto row) { answer.row(asked_->number(rows.cells(0)[row])); });
  }
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    bind(kDifference, "body", body_key(body));
    bind(kDifference, "then", iso_date(then));
    bind(kDifference, "later", iso_date(later));
    ask(kDifference, [&](const auto& rows, auto row) {
      answer.row(asked_->number(rows.cells(0)[row]), asked_->role(rows.cells(1)[row]), asked_->role(rows.cells(2)[row]));
    });
  }
  void pairs_by_year(Digest& answer) override {
    ask(kPairs, [&](const auto& rows, auto row) {
      answer.row(asked_->number(rows.cells(0)[row]), asked_->number(rows.cells(1)[row]), rows.cells(2)[row], rows.cells(3)[row]);
    });
  }
  void counts_by_year(Digest& answer) override {
    ask(kCounts, [&](const auto& rows, auto row) {
      answer.row(asked_->number(rows.cells(0)[row]), rows.cells(1)[row], rows.cells(2)[row]);
    });
  }
  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    bind(kSimilar, "actor", actor_key(actor));
    bind(kSimilar, "day", iso_date(day));
    ask(kSimilar, [&](const auto& rows, auto row) {
      answer.next_row(asked_->number(rows.cells(0)[row]), rows.cells(1)[row], rows.cells(2)[row]);
    });
  }
  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    Asked& history = known_history();
    const char* question = kAsKnown[role];
    history.question(question).set("body", body_key(body));
    history.question(question).set("day", iso_date(day));
    const auto commits = std::upper_bound(known_days_.begin(), known_days_.end(), known) - known_days_.begin();
    history.question(question).set("commit", std::int64_t{commits} + 1);
    history.each_row(question, [&](const auto& rows, auto row) { answer.row(history.number(rows.cells(0)[row])); });
  }
  [[nodiscard]] bool knows_history() const override { return bytes_on_disk(known_path(path_)) != 0; }

  void write(std::span<const Spell> spells) override {
    std::string script;
    for (const auto& spell : spells) {
      add_record(spell, script);
    }
    record(asked_->session(), script);
  }

 private:
  static constexpr std::size_t kMostForHistory = 100000;  // spells
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

  void bind(const char* question, const char* name, std::string value) { asked_->question(question).set(name, std::move(value)); }

  template <class EachRow>
  void ask(const char* question, const EachRow& each_row) {
    asked_->each_row(question, each_row);
  }

  Asked& known_history() {
    if (!known_) {
      known_.emplace(opened(known_path(path_)));
      std::ifstream in(known_path(path_) + ".days");
      for (Day known = 0; in >> known;) {
        known_days_.push_back(known);
      }
    }
    return *known_;
  }

  std::string path_;
  std::optional<Asked> asked_, known_;
  std::vector<Day> known_days_;
};

}  // namespace

std::unique_ptr<Peer> make_entente(std::string_view) { return std::make_unique<Entente>(); }

}  // namespace entente::bench
