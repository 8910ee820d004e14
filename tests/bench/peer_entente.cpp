// Entente through its public face, in its own language: parameters are bound, every row is read as typed columns. `entente`
// prepares each question once, `entente-text` each time, so that parsing is included.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "entente/database.h"
#include "entente/statement.h"
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
    "pairs of states as member each year during {first} through {last} | where shared > 0"
    " | select a, b, year = year(period), shared";
constexpr const char* kCounts =
    "organisations each year during {first} through {last} | select body, year = year(period), members = size(member)"
    " | where members > 0";
constexpr const char* kSimilar =
    "pairs of {$actor} with states as member on $day | where shared > 0 | sort jaccard desc, b | take 10"
    " | select b, shared, all_of_them = shared + only_a + only_b";

constexpr const char* kAsKnown[] = {"",
                                    "members of $body on $day as known at commit $commit | select actor",
                                    "associates of $body on $day as known at commit $commit | select actor",
                                    "observers of $body on $day as known at commit $commit | select actor",
                                    "dialogue partners of $body on $day as known at commit $commit | select actor",
                                    "candidates of $body on $day as known at commit $commit | select actor"};

// The cells of the rows that a statement stands at: columns of numbers, so that a row costs no call.
class Rows {
 public:
  explicit Rows(const Statement& statement) : statement_(statement) {
    for (std::size_t column = 0; column < statement.columns().size(); ++column) {
      cells_.at(column) = statement.cells(column).data();
    }
  }
  [[nodiscard]] std::int64_t cell(std::size_t column, std::size_t row) const { return cells_[column][row]; }
  [[nodiscard]] std::string_view text(std::size_t column, std::size_t row) const { return statement_.text(column, row); }
  [[nodiscard]] DayInterval days(std::size_t column, std::size_t row) const { return statement_.days(column, row); }

 private:
  const Statement& statement_;
  std::array<const std::int64_t*, 4> cells_{};
};

// The numbers of the files that stand behind a database's own numbers of things; a key is read when it is first met.
class Numbers {
 public:
  explicit Numbers(std::uint32_t (*of_key)(std::string_view)) : of_key_(of_key) {}
  std::uint32_t operator()(const Rows& rows, std::size_t column, std::size_t row) {
    const auto thing = static_cast<std::size_t>(rows.cell(column, row));
    if (thing >= known_.size()) {
      known_.resize(thing + 1, kUnknown);
    }
    auto& number = known_[thing];
    if (number == kUnknown) {
      number = of_key_(rows.text(column, row));
    }
    return number;
  }

 private:
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};
  std::uint32_t (*of_key_)(std::string_view);
  std::vector<std::uint32_t> known_;
};

// An open database, and the questions that were prepared for it.
class Asked {
 public:
  Asked(Database database, bool is_prepared) : session_(std::move(database)), is_prepared_(is_prepared) {}

  Session& session() { return session_; }

  /// The statement of one of the texts above.
  Statement& question(const char* text) {
    const auto found = std::find(texts_.begin(), texts_.end(), text);
    if (found == texts_.end()) {
      texts_.push_back(text);
      return questions_.emplace_back(prepared(text));
    }
    auto& question = questions_[static_cast<std::size_t>(found - texts_.begin())];
    if (!is_prepared_) {
      question = prepared(text);
    }
    return question;
  }

  Numbers actor{number_of_key}, body{number_of_key};

 private:
  Statement prepared(const char* text) {
    auto made = session_.prepare("bench", text);
    if (!made) {
      fail(made.error().text);
    }
    return std::move(*made);
  }

  Session session_;
  bool is_prepared_;
  std::vector<const char*> texts_;
  std::vector<Statement> questions_;
};

void require(const std::optional<Error>& error) {
  if (error) {
    fail(error->text);
  }
}

// Runs a question and hands over every row.
template <class EachRow>
void each_row(Statement& question, const EachRow& each) {
  require(question.run());
  while (question.next()) {
    const Rows rows(question);
    for (std::size_t row = 0; row < question.size(); ++row) {
      each(rows, row);
    }
  }
  require(question.error());
  question.finish();
}

// No year of the files is so far away that it is not a date.
Day last_day(const DayInterval& days) { return days.end == kNoLastDay ? kOpen : days.begin; }

class Entente : public Peer {
 public:
  explicit Entente(bool is_prepared) : is_prepared_(is_prepared) {}

  // Definitions of what the rows name, which have no names elsewhere; and the rows with the names that these have. What is
  // superseded is recorded and retracted here, by a script, for no import retracts.
  void prepare(const std::string& path, const SpellFiles& files) override {
    auto session = create(path);
    const auto current = read_spells(files.current);
    const auto superseded = read_spells(files.superseded);
    record(session, definitions(current, superseded));
    if (current.size() <= kMostWithSuperseded) {
      scripts_of_superseded(superseded, [&](const auto& script) { record(session, script); });
    }
    write_memberships(current, rows_path(path));
  }
  [[nodiscard]] bool prepares() const override { return true; }

  void load(const std::string& path, const SpellFiles&) override {
    Session session(opened(path));
    record(session, "import memberships from \"" + rows_path(path) + "\"");
    ::unlink(rows_path(path).c_str());
  }

  // When a claim was known is when it was committed. So that questions can be asked `as known at commit N`, each day on which
  // something was known is a commit of its own, in the order of the days; the clock of the commits plays no part.
  // It comes as a dump, since no import retracts.
  void load_known(const std::string& path, const SpellFiles& files) override {
    const auto current = read_spells(files.current);
    const auto superseded = read_spells(files.superseded);
    const auto file = [&](const char* what) { return known_path(path) + what; };
    {
      auto session = create(known_path(path));
      record(session, definitions(current, superseded));
      record(session, "dump to \"" + file(".definitions") + "\"");
    }
    const auto days = write_dump_by_day(current, superseded, file(".definitions"), file(".dump"));
    auto session = create(known_path(path));
    record(session, "restore from \"" + file(".dump") + "\"");
    for (const char* what : {".definitions", ".dump"}) {
      ::unlink(file(what).c_str());
    }
    std::ofstream out(known_path(path) + ".days");
    for (const auto known : days) {
      out << known << '\n';
    }
  }

  void open(const std::string& path) override {
    path_ = path;
    asked_.emplace(opened(path), is_prepared_);
  }

  std::uint64_t bytes(const std::string& path) override { return bytes_on_disk(path); }

  void snapshot(std::uint32_t body, std::int32_t role, Day day, Digest& answer) override {
    auto& question = asked_->question(kSnapshots[role]);
    question.set("body", body_key(body));
    question.set("day", iso_date(day));
    each_row(question, [&](const Rows& rows, std::size_t row) { answer.row(asked_->actor(rows, 0, row)); });
  }
  void portfolio(std::uint32_t actor, Day day, Digest& answer) override {
    auto& question = asked_->question(kPortfolio);
    question.set("actor", actor_key(actor));
    question.set("day", iso_date(day));
    each_row(question, [&](const Rows& rows, std::size_t row) { answer.row(asked_->body(rows, 0, row), role(rows, 1, row)); });
  }
  void point(std::uint32_t actor, std::uint32_t body, Day day, Digest& answer) override {
    auto& question = asked_->question(kPoint);
    question.set("actor", actor_key(actor));
    question.set("body", body_key(body));
    question.set("day", iso_date(day));
    each_row(question, [&](const Rows& rows, std::size_t row) { answer.row(role(rows, 0, row)); });
  }
  void history(std::uint32_t actor, std::uint32_t body, Digest& answer) override {
    auto& question = asked_->question(kHistory);
    question.set("actor", actor_key(actor));
    question.set("body", body_key(body));
    each_row(question, [&](const Rows& rows, std::size_t row) {
      answer.next_row(rows.days(0, row).begin, last_day(rows.days(1, row)), role(rows, 2, row), number_of_key(rows.text(3, row)));
    });
  }
  void algebra(std::uint32_t in, std::uint32_t around, std::uint32_t not_in, Day day, Digest& answer) override {
    auto& question = asked_->question(kAlgebra);
    question.set("in", body_key(in));
    question.set("around", body_key(around));
    question.set("not_in", body_key(not_in));
    question.set("day", iso_date(day));
    each_row(question, [&](const Rows& rows, std::size_t row) { answer.row(asked_->actor(rows, 0, row)); });
  }
  void difference(std::uint32_t body, Day then, Day later, Digest& answer) override {
    auto& question = asked_->question(kDifference);
    question.set("body", body_key(body));
    question.set("then", iso_date(then));
    question.set("later", iso_date(later));
    each_row(question, [&](const Rows& rows, std::size_t row) {
      answer.row(asked_->actor(rows, 0, row), role(rows, 1, row), role(rows, 2, row));
    });
  }
  void pairs_by_year(const Series& series, Digest& answer) override {
    each_row(asked_->question(pairs_.of(series)), [&](const Rows& rows, std::size_t row) {
      answer.row(asked_->actor(rows, 0, row), asked_->actor(rows, 1, row), rows.cell(2, row), rows.cell(3, row));
    });
  }
  void counts_by_year(const Series& series, Digest& answer) override {
    each_row(asked_->question(counts_.of(series)), [&](const Rows& rows, std::size_t row) {
      answer.row(asked_->body(rows, 0, row), rows.cell(1, row), rows.cell(2, row));
    });
  }
  void most_similar(std::uint32_t actor, Day day, Digest& answer) override {
    auto& question = asked_->question(kSimilar);
    question.set("actor", actor_key(actor));
    question.set("day", iso_date(day));
    each_row(question, [&](const Rows& rows, std::size_t row) {
      answer.next_row(asked_->actor(rows, 0, row), rows.cell(1, row), rows.cell(2, row));
    });
  }
  void as_known(std::uint32_t body, std::int32_t role, Day day, Day known, Digest& answer) override {
    auto& history = known_history();
    auto& question = history.question(kAsKnown[role]);
    const auto commits = std::upper_bound(known_days_.begin(), known_days_.end(), known) - known_days_.begin();
    question.set("body", body_key(body));
    question.set("day", iso_date(day));
    question.set("commit", std::int64_t{commits} + 1);
    each_row(question, [&](const Rows& rows, std::size_t row) { answer.row(history.actor(rows, 0, row)); });
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
  static constexpr std::size_t kMostWithSuperseded = 200000;  // spells
  static std::string known_path(const std::string& path) { return path + "-known"; }
  static std::string rows_path(const std::string& path) { return path + "-rows.csv"; }

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

  static void record(Session& session, const std::string& script) {
    const auto errors = session.run("bench", script, RunMode::kScript, [](Answer&&) { return true; });
    if (!errors.empty()) {
      fail(errors.front().text);
    }
  }

  // 0 where there is none.
  std::uint32_t role(const Rows& rows, std::size_t column, std::size_t row) {
    return rows.cell(column, row) == Statement::kMissing ? 0 : role_(rows, column, row);
  }

  Asked& known_history() {
    if (!known_) {
      known_.emplace(opened(known_path(path_)), is_prepared_);
      std::ifstream in(known_path(path_) + ".days");
      for (Day known = 0; in >> known;) {
        known_days_.push_back(known);
      }
    }
    return *known_;
  }

  bool is_prepared_;
  std::string path_;
  SeriesText pairs_{kPairs}, counts_{kCounts};
  std::optional<Asked> asked_, known_;
  Numbers role_{[](std::string_view name) { return static_cast<std::uint32_t>(role_of_name(name)); }};
  std::vector<Day> known_days_;
};

}  // namespace

std::unique_ptr<Peer> make_entente(std::string_view name) { return std::make_unique<Entente>(name != "entente-text"); }

}  // namespace entente::bench
