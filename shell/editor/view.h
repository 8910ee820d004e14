// What the screen shows of an edited text: rows of a width, and the place of the cursor in them. Writes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::shell {

/// How a piece of text looks.
enum class Look : std::uint8_t { kPlain, kKeyword, kName, kText, kNumber, kParameter, kComment, kWrong };

/// A piece [begin, end) of a text, in bytes; what stands between pieces is plain.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  Look look = Look::kPlain;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// A line below the text: what is chosen from, or what is being done.
struct Below {
  std::string text;
  std::string note{};
  bool is_chosen = false;
};

struct Scene {
  std::string prompt;
  std::string continuation;  // before each further line
  std::string text;
  std::size_t cursor = 0;
  std::vector<Piece> pieces{};
  std::optional<std::size_t> bracket{};  // the one that belongs to the one at the cursor
  std::string hint{};                    // greyed, behind the text
  std::vector<Below> below{};
  bool has_colours = true;
};

struct Row {
  std::string text;  // with what colours it
  std::size_t width = 0;
};

struct Picture {
  std::vector<Row> rows;
  std::size_t cursor_row = 0;
  std::size_t cursor_column = 0;
};

[[nodiscard]] Picture draw(const Scene& scene, std::size_t columns);

/// The rows around the cursor, as many as the screen has.
[[nodiscard]] Picture fitted(Picture picture, std::size_t rows);

/// The bracket that belongs to the one at `cursor` or right before it.
[[nodiscard]] std::optional<std::size_t> matching_bracket(std::string_view text, const std::vector<Piece>& pieces,
                                                          std::size_t cursor);

/// What the terminal is to be sent so that `picture` stands where `before` stood, its cursor where that of `before` was left. Rows
/// that stay are not written again.
[[nodiscard]] std::string repainted(const Picture& picture, const Picture& before, std::size_t columns);

}  // namespace entente::shell
