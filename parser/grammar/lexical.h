// Tokens: words, names, texts, numbers, dates, and the closed lists of words. Rules only; what they mean is said elsewhere.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>
#include <tao/pegtl/contrib/separated_seq.hpp>

#include "parser/characters.h"

namespace entente::grammar {

namespace pegtl = tao::pegtl;
using pegtl::at, pegtl::not_at, pegtl::one, pegtl::opt, pegtl::plus, pegtl::range, pegtl::seq, pegtl::sor, pegtl::star;

// ---------------------------------------------------------------- what rules are marked with

struct node {};     // the rule makes a node of the tree
struct fold {};     // it makes one unless it would have a single child, which then stands for it
struct whole {};    // it fails as a whole, at its first character
struct deep {};     // it counts against the limit of nesting
struct bounded {};  // it stands inside a deep rule that has begun: here the limit is asked

// ---------------------------------------------------------------- building blocks

/// A literal as template argument.
template <std::size_t N>
struct Literal {
  constexpr Literal(const char (&text)[N]) { std::copy_n(text, N, bytes); }  // NOLINT: implicit
  [[nodiscard]] constexpr std::string_view view() const { return {bytes, N - 1}; }
  char bytes[N]{};
};

/// One of these words, whole: `key<"through", "until">`.
template <Literal... Words>
struct key {
  using rule_t = key;
  using subs_t = pegtl::empty_list;
  static constexpr std::array kWords{Words.view()...};
  template <class Input>
  static bool match(Input& in) {
    const std::string_view rest(in.current(), in.size());
    const std::size_t end = keyword_end(rest);
    if (end == 0 || std::find(kWords.begin(), kWords.end(), rest.substr(0, end)) == kWords.end())
      return false;
    in.bump_in_this_line(end);
    return true;
  }
};

/// A mark such as `(` or `||`.
template <Literal Text>
struct mark {
  using rule_t = mark;
  using subs_t = pegtl::empty_list;
  static constexpr std::array kWords{Text.view()};
  template <class Input>
  static bool match(Input& in) {
    if (!std::string_view(in.current(), in.size()).starts_with(Text.view()))
      return false;
    in.bump_in_this_line(Text.view().size());
    return true;
  }
};

/// One character for which `Accepts` holds.
template <bool (*Accepts)(char32_t)>
struct letter {
  using rule_t = letter;
  using subs_t = pegtl::empty_list;
  template <class Input>
  static bool match(Input& in) {
    const CodePoint next = decode(std::string_view(in.current(), in.size()));
    if (next.bytes == 0 || !Accepts(next.value))
      return false;
    in.bump_in_this_line(next.bytes);
    return true;
  }
};

// clang-format off
// ---------------------------------------------------------------- blanks

struct Blank : letter<is_blank> {};
struct Comment : seq<pegtl::string<'-', '-'>, star<pegtl::not_one<'\n'>>> {};
struct _ : whole, star<sor<Blank, Comment>> {};

template <class... Rules> using spaced = pegtl::separated_seq<_, Rules...>;
template <class... Rules> using maybe = opt<_, spaced<Rules...>>;
template <class... Rules> using many = star<_, spaced<Rules...>>;
template <class Item> using listed = seq<Item, many<mark<",">, Item>>;

// ---------------------------------------------------------------- tokens

struct Hyphen : seq<one<'-'>, not_at<one<'-'>>> {};
struct WordChar : letter<is_word_char> {};
struct LowerDigit : sor<range<'a', 'z'>, range<'0', '9'>, one<'_'>> {};
struct Digit2 : seq<range<'0', '9'>, range<'0', '9'>> {};

struct Word : node, whole, seq<range<'a', 'z'>, star<sor<LowerDigit, seq<one<'-'>, at<LowerDigit>>>>, not_at<sor<WordChar, one<'\'', ':'>>>> {};
struct Param : node, whole, seq<one<'$'>, range<'a', 'z'>, star<LowerDigit>, not_at<WordChar>> {};
struct Text : node, whole, seq<one<'"'>, star<sor<pegtl::two<'"'>, pegtl::not_one<'"'>>>, one<'"'>> {};
struct Fraction : seq<one<'.'>, plus<range<'0', '9'>>> {};
// 5-Nations and 2014-10-21T12 are names.
struct Int : node, whole, seq<plus<range<'0', '9'>>, not_at<sor<WordChar, one<'.'>, Hyphen>>> {};
struct RunsOnAsName : seq<plus<sor<range<'0', '9'>, Hyphen>>, letter<is_letter>> {};
struct Number : node, whole, seq<plus<range<'0', '9'>>, opt<Fraction>, not_at<sor<WordChar, RunsOnAsName>>> {};
struct Date : node, whole, seq<Digit2, Digit2, opt<one<'-'>, Digit2, opt<one<'-'>, Digit2>>, not_at<sor<WordChar, Hyphen, Fraction>>> {};
struct Today : node, key<"today"> {};

struct DateLit : seq<Date> {};
struct DateV : sor<Param, Today, Date> {};
struct Mark : node, one<'~', '?'> {};
struct EDate : node, sor<Param, Today, seq<Date, opt<Mark>>> {};
struct IntV : sor<Param, Int> {};
struct TextV : sor<Param, Text> {};

// ---------------------------------------------------------------- names
// A word that begins with a-z is language; digits and hyphens alone are a number or a date, with a letter in them a name.

struct NameChar : sor<letter<is_name_char>, Hyphen> {};
struct NameWord : sor<seq<letter<begins_name>, star<NameChar>>,
                      seq<range<'0', '9'>, star<sor<range<'0', '9'>, Hyphen>>, letter<is_letter>, star<NameChar>>> {};
struct NameGap : plus<sor<Blank, Comment>> {};
struct Bare : whole, seq<NameWord, star<NameGap, NameWord>> {};
struct Prefix : whole, seq<range<'a', 'z'>, star<sor<LowerDigit, Hyphen>>, one<':'>> {};
struct PrefixValue : whole, seq<letter<is_letter_or_digit>, star<NameChar>, star<NameGap, NameWord>> {};
struct Name : node, sor<seq<Prefix, sor<Text, PrefixValue>>, Text, Bare> {};
struct NameLit : seq<Name> {};
struct NameV : sor<Param, Name> {};

// ---------------------------------------------------------------- closed lists of words

struct Reserved : key<
    "of", "in", "as", "on", "at", "by", "to", "from", "with", "via", "under", "about", "and", "or", "not", "except", "exactly", "is", "like", "plural", "rank",
    "during", "throughout", "ever", "each", "since", "until", "through", "observed", "before", "after", "today",
    "according", "including", "counting", "certainly", "possibly", "known", "reported", "quote", "because", "covers", "where", "select",
    "missing", "true", "false",
    "let", "default", "define", "record", "end", "suspend", "retract", "event", "provision", "begin", "commit", "rollback", "import", "export", "dump",
    "restore", "backup", "compact", "check", "stats", "explain", "why", "describe"> {};
// No role set begins with these: otherwise "pairs states" would be a role "pairs states", and "states of NATO" a role "states".
struct FixedWord : key<
    "memberships", "changes", "transitions", "pairs", "ordered", "claims", "conflicts", "provisions", "events", "rows", "roles", "sources", "commits",
    "history", "organisations", "agreements", "groups", "bodies", "states", "territories", "actors"> {};
struct SourceWord : sor<FixedWord, key<"members", "participants">> {};
struct NoColumn : key<"and", "or", "not", "in", "is", "of", "like", "true", "false", "missing", "today", "desc", "asc", "by", "on"> {};

// ---------------------------------------------------------------- roles, keys, topics, columns

struct RoleWord : seq<not_at<Reserved>, Word> {};
struct RolePhrase : node, seq<RoleWord, star<_, RoleWord>> {};
struct Role : sor<Param, RolePhrase, Text> {};
struct Roles : listed<Role> {};
struct Key : seq<not_at<Reserved>, Word> {};
struct KeyV : sor<Param, Key> {};
struct Keys : listed<KeyV> {};
struct CodeSystem : seq<not_at<Reserved>, Word> {};
struct Column : seq<not_at<NoColumn>, Word> {};
struct LetName : seq<not_at<Reserved>, not_at<SourceWord>, Word> {};
// One word; if `of`, another free word or a name follows, it was a role, a small word or a slip (members of the SCO).
struct LetRef : node, seq<not_at<Reserved>, not_at<SourceWord>, Word, not_at<_, sor<key<"of">, RoleWord, NameV>>> {};
struct Topic : sor<TextV, seq<not_at<Reserved>, not_at<SourceWord>, Word>> {};
// Behind a comma it is no topic if `of` follows: then a role was meant.
struct Topics : node, seq<Topic, many<mark<",">, seq<Topic, not_at<_, key<"of">>>>> {};
// clang-format on

}  // namespace entente::grammar

namespace TAO_PEGTL_NAMESPACE {
template <class Name, entente::grammar::Literal... Words>
struct analyze_traits<Name, entente::grammar::key<Words...>> : analyze_any_traits<> {};
template <class Name, entente::grammar::Literal Text>
struct analyze_traits<Name, entente::grammar::mark<Text>> : analyze_any_traits<> {};
template <class Name, bool (*Accepts)(char32_t)>
struct analyze_traits<Name, entente::grammar::letter<Accepts>> : analyze_any_traits<> {};
}  // namespace TAO_PEGTL_NAMESPACE
