#include "tests/language/runner/play.h"

#include <zlib.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "entente/database.h"
#include "tests/language/runner/table_text.h"
#include "tests/temp_dir.h"

namespace entente::tests {
namespace {

std::string today_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

/// `text` with today's date as YYYY-MM-DD, and a time of day behind it as hh:mm:ss.
std::string without_today(std::string text, const std::string& today) {
  constexpr std::string_view kDate = "YYYY-MM-DD";
  constexpr std::string_view kTime = "hh:mm:ss";
  for (std::size_t at = text.find(today); at != std::string::npos; at = text.find(today, at)) {
    text.replace(at, today.size(), kDate);
    at += kDate.size();
    const std::size_t time = text.find_first_not_of(" T", at);
    if (time == std::string::npos || time + kTime.size() > text.size()) {
      continue;
    }
    if (time > at && text[time + 2] == ':' && text[time + 5] == ':') {
      text.replace(time, kTime.size(), kTime);
    }
  }
  return text;
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string errors_text(const std::vector<Error>& errors) {
  std::string text;
  for (const auto& error : errors) {
    text += error.text;
  }
  return text;
}

/// The scripts of a directory, in the order of their names, as one.
std::string contents_of_all(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> scripts;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".ent") {
      scripts.push_back(entry.path());
    }
  }
  std::sort(scripts.begin(), scripts.end());
  std::string text;
  for (const auto& script : scripts) {
    text += contents(script) + "\n";
  }
  return text;
}

/// The statement that an answer's help says to write; empty: none that is whole. Of an ambiguous name it says but the names.
std::string corrected_line(const std::string& answer) {
  constexpr std::string_view kWrite = "\n  help: write ";
  const std::size_t at = answer.find(kWrite);
  if (at == std::string::npos || answer.starts_with("error[N02]")) {
    return "";
  }
  const std::size_t begin = at + kWrite.size();
  const std::string line = answer.substr(begin, answer.find('\n', begin) - begin);
  bool in_quotes = false;
  std::size_t end = 0;
  while (end < line.size() && (in_quotes || line[end] != ';')) {
    in_quotes = in_quotes != (line[end++] == '"');
  }
  return line.find("…") == std::string::npos ? line.substr(0, end) : "";
}

/// Works in a directory for as long as it lives.
class Inside {
 public:
  explicit Inside(const std::filesystem::path& path) { std::filesystem::current_path(path); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_ = std::filesystem::current_path();
};

class Player {
 public:
  explicit Player(Session session) : session_(std::move(session)) {}

  std::string operator()(Remark&) const { return ""; }

  std::string operator()(DatabaseDirective& directive) {
    const std::filesystem::path source(ENTENTE_SOURCE_DIR);
    if (directive.name == "world") {
      return load("world", contents_of_all(source / "seeds"));
    }
    const auto path = source / "tests/language/setup" / (directive.name + ".ent");
    if (!std::filesystem::exists(path)) {
      return "there is no setup/" + directive.name + ".ent";
    }
    return load(path.filename().string(), contents(path));
  }

  std::string operator()(CorrectedDirective&) {
    corrected_must_run_ = true;
    return "";
  }

  std::string operator()(FileDirective& directive) const {
    if (!directive.name.ends_with(".gz")) {
      std::ofstream(directive.name, std::ios::binary) << directive.text;
      return "";
    }
    const gzFile packed = ::gzopen(directive.name.c_str(), "wb");
    const bool written =
        packed != nullptr &&
        (directive.text.empty() || ::gzwrite(packed, directive.text.data(), static_cast<unsigned>(directive.text.size())) > 0);
    return ::gzclose(packed) == Z_OK && written ? "" : "cannot write " + directive.name;
  }

  std::string operator()(Exchange& exchange) {
    std::string text;
    const auto keep = [&text](Answer&& answer) {
      text += (text.empty() || !answer.has_table ? "" : "\n") + table_text(answer);
      return true;
    };
    const auto errors = session_.run("question", exchange.question, RunMode::kInteractive, keep);
    if (!errors.empty()) {
      text += (text.empty() ? "" : "\n") + errors_text(errors);
    }
    exchange.answer = without_today(std::move(text), today_);
    return corrected_must_run_ ? run_corrected(exchange) : "";
  }

 private:
  /// Leaves nothing behind.
  std::string run_corrected(const Exchange& exchange) {
    const std::string line = corrected_line(exchange.answer);
    if (line.empty()) {
      return "";
    }
    const auto ignore = [](Answer&&) { return true; };
    const auto errors = session_.run("corrected", "begin;" + line + "; rollback", RunMode::kInteractive, ignore);
    if (errors.empty()) {
      return "";
    }
    static_cast<void>(session_.run("corrected", "rollback", RunMode::kInteractive, ignore));
    if (errors.front().code == "F01") {  // right, but of no file that is here
      return "";
    }
    return "line " + std::to_string(exchange.line) + ": the corrected line is wrong\n" + errors_text(errors);
  }

  std::string load(const std::string& name, const std::string& script) {
    return errors_text(session_.run(name, script, RunMode::kScript, [](Answer&&) { return true; }));
  }

  Session session_;
  std::string today_ = today_utc();
  bool corrected_must_run_ = false;
};

}  // namespace

Transcript play(const Transcript& transcript) {
  Transcript played = transcript;
  const TempDir directory;
  const Inside inside(directory.path());
  auto database = Database::open((directory / "world.entente").string());
  if (!database) {
    played.fault = database.error().text;
    return played;
  }
  Player player{Session(*database)};
  for (auto& piece : played.pieces) {
    played.fault = std::visit([&](auto& one) { return player(one); }, piece);
    if (!played.fault.empty()) {
      return played;
    }
  }
  return played;
}

}  // namespace entente::tests
