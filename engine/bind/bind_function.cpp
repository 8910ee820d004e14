// Function calls: what each function takes and gives.
#include <algorithm>
#include <array>
#include <cassert>

#include "engine/bind/expr_binder.h"
#include "engine/catalog/name_key.h"

namespace entente::bind {
namespace {

using TypeKind = Type::Kind;

constexpr Type of(TypeKind kind) { return {kind, {}, {}}; }

struct Signature {
  std::string_view name;
  std::size_t arguments_min;
  std::size_t arguments_max;
  std::string_view as_in;
};

constexpr std::array<Signature, 14> kFunctions = {{{"year", 1, 1, "year(began)"},
                                                   {"month", 1, 1, "month(began)"},
                                                   {"day", 1, 1, "day(began)"},
                                                   {"quarter", 1, 1, "quarter(began)"},
                                                   {"days", 2, 2, "days(began, ended)"},
                                                   {"years", 2, 2, "years(began, ended)"},
                                                   {"earliest", 1, 1, "earliest(began)"},
                                                   {"latest", 1, 1, "latest(ended)"},
                                                   {"length", 1, 1, "length(sources)"},
                                                   {"round", 1, 2, "round(jaccard, 2)"},
                                                   {"coalesce", 1, 64, "coalesce(ended, today)"},
                                                   {"if", 3, 3, "if(member of NATO, 1, 0)"},
                                                   {"code", 2, 2, "code(actor, \"cow\")"},
                                                   {"running_sum", 1, 1, "running_sum(1)"}}};

const Signature& signature_of(const std::string& name) {
  const auto* found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& f) { return f.name == name; });
  assert(found != kFunctions.end());  // the grammar takes these alone
  return *found;
}

std::string as_in(const Signature& signature) { return "as in " + std::string(signature.as_in); }

[[noreturn]] void refuse_count(const Signature& signature, std::size_t given, Span call, const std::string& last,
                               const std::string& also) {
  const std::size_t wanted = given < signature.arguments_min ? signature.arguments_min : signature.arguments_max;
  const std::string message = std::string(signature.name) + " takes " + (signature.arguments_min == wanted ? "" : "at most ") +
                              std::to_string(wanted) + (wanted == 1 ? " argument" : " arguments") + ", and " +
                              (given == 1 ? "this is 1" : "these are " + std::to_string(given));
  if (last.empty()) {
    refuse("B09", message, call, as_in(signature));
  }
  refuse_corrected("B09", message, {call.end - 1, call.end}, {", " + last + ")"}, also);
}

// What the arguments of one call must be.
class Arguments {
 public:
  Arguments(const ExprBinder& binder, const ast::Call& call, const Expr& bound, const Signature& signature)
      : binder_(binder), call_(call), bound_(bound), signature_(signature) {}

  void want_date(std::size_t i) const { want(type(i).is_date(), "a date", i, "date"); }
  void want_number(std::size_t i) const { want(type(i).is_number(), "a number", i, "number"); }
  void want_entity(std::size_t i) const { want(type(i).is_entity(), "an actor or a body", i, "actor"); }
  void want_length(std::size_t i) const {
    want(type(i).is(TypeKind::kList) || type(i).is(TypeKind::kText) || type(i).is(TypeKind::kEntityName), "a text or a list", i,
         "");
  }

 private:
  [[nodiscard]] const Type& type(std::size_t i) const { return bound_.args[i].type; }

  void want(bool ok, std::string_view wanted, std::size_t i, std::string_view holds) const {
    if (ok || type(i).is(TypeKind::kMissing)) {
      return;
    }
    const std::string of_file = holds.empty() ? "" : binder_.help_for_file_text(bound_.args[i], holds);
    refuse("B09", std::string(wanted) + " stands here, and this is " + std::string(describe(type(i))), call_.arguments[i].span,
           of_file.empty() ? as_in(signature_) : of_file);
  }

  const ExprBinder& binder_;
  const ast::Call& call_;
  const Expr& bound_;
  const Signature& signature_;
};

bool is_textual(const Type& type) {
  return type.is(TypeKind::kText) || type.is(TypeKind::kRole) || type.is(TypeKind::kSource) || type.is(TypeKind::kWord) ||
         type.is_entity();
}

// The one type of two values: that of both, a decimal for mixed numbers, a day for mixed dates, a text for mixed words. None where
// they do not go together.
std::optional<Type> common_type(const Type& a, const Type& b) {
  if (a.is(TypeKind::kMissing) || b.is(TypeKind::kMissing)) {
    return a.is(TypeKind::kMissing) ? b : a;
  }
  if (a.kind == b.kind && a.element == b.element && std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end())) {
    return a;
  }
  if (a.is_number() && b.is_number()) {
    return of(TypeKind::kDecimal);
  }
  if (a.is_date() && b.is_date()) {
    return of(TypeKind::kDay);
  }
  if (a.is_entity() && b.is_entity()) {
    return a;
  }
  return is_textual(a) && is_textual(b) ? std::optional(of(TypeKind::kText)) : std::nullopt;
}

// A number or a column as a text; empty: how that is written cannot be told.
std::string as_text(const ast::Expr& expr) {
  if (const auto* number = std::get_if<ast::Number>(&expr.node)) {
    return "\"" + number->digits + "\"";
  }
  const auto* word = std::get_if<ast::Word>(&expr.node);
  return word == nullptr ? "" : "\"\" || " + word->text;
}

// Where one value alone is no text, it becomes one.
[[noreturn]] void refuse_mixed(const std::string& message, const ast::Call& call, const std::vector<Expr>& args, std::size_t from,
                               std::size_t second) {
  std::vector<std::size_t> others;
  for (std::size_t i = from; i < args.size(); ++i) {
    if (!is_textual(args[i].type) && !args[i].type.is(TypeKind::kMissing)) {
      others.push_back(i);
    }
  }
  const auto& marked = call.arguments[others.size() == 1 ? others[0] : second];
  const std::string text = others.size() == 1 ? as_text(marked) : "";
  if (!text.empty()) {
    refuse_corrected("B09", message, marked.span, {text});
  }
  refuse("B09", message, marked.span, "a text of any value: \"\" || began; no value at all: missing");
}

// Of the values that a call chooses from, those from the argument `from` on.
Type common_type(const ast::Call& call, const std::vector<Expr>& args, std::size_t from) {
  Type type;
  for (std::size_t i = from; i < args.size(); ++i) {
    const auto common = common_type(type, args[i].type);
    if (!common) {
      refuse_mixed(call.name + " gives values of one kind, and these are " + std::string(describe(type)) + " and " +
                       std::string(describe(args[i].type)),
                   call, args, from, i);
    }
    type = *common;
  }
  return type;
}

}  // namespace

// The code system of `code(actor, "cow")`.
std::string ExprBinder::code_system(const ast::Call& call) const {
  const auto& catalog = binder_.catalog_;
  const auto& written = call.arguments[1];
  const auto* text = std::get_if<ast::Text>(&written.node);
  const auto* word = std::get_if<ast::Word>(&written.node);
  if (word != nullptr && catalog.has_code_system(word->text)) {
    refuse_corrected("N10", "a code system stands in quotes here", written.span, {"\"" + word->text + "\""});
  }
  if (text == nullptr) {
    refuse("N10", "a code system stands here, in quotes", written.span,
           as_in(signature_of("code")) + "; there are " + alternatives(catalog.code_systems()));
  }
  if (!catalog.has_code_system(text->value)) {
    refuse_misspelt("N10", "no code system \"" + text->value + "\"", written.span,
                    catalog::nearest(text->value, catalog.code_systems()), "there are " + alternatives(catalog.code_systems()));
  }
  return text->value;
}

Expr ExprBinder::node(const ast::Expr& expr, const ast::Call& call) {
  const Signature& signature = signature_of(call.name);
  const std::size_t given = call.arguments.size();
  if (given < signature.arguments_min || given > signature.arguments_max) {
    refuse_arguments(call, expr.span);
  }
  Expr out;
  out.op = Expr::Op::kCall;
  out.name = call.name;
  out.place = binder_.place(expr.span);
  if (call.name == "code") {
    out.op = Expr::Op::kCode;
    out.name = code_system(call);
  }
  for (const auto& argument : call.arguments) {
    const bool is_condition = call.name == "if" && out.args.empty();
    out.args.push_back(is_condition ? condition(argument) : bind(argument));
  }
  const Arguments arguments(*this, call, out, signature);
  if (call.name == "year" || call.name == "month" || call.name == "day" || call.name == "quarter") {
    arguments.want_date(0);
    out.type = of(TypeKind::kInteger);
  } else if (call.name == "days" || call.name == "years") {
    arguments.want_date(0);
    arguments.want_date(1);
    out.type = of(call.name == "days" ? TypeKind::kDayCount : TypeKind::kInteger);
  } else if (call.name == "earliest" || call.name == "latest") {
    arguments.want_date(0);
    out.type = of(TypeKind::kDay);
  } else if (call.name == "length") {
    arguments.want_length(0);
    out.type = of(TypeKind::kInteger);
  } else if (call.name == "round") {
    arguments.want_number(0);
    out.type = of(out.args.size() == 2 ? TypeKind::kDecimal : TypeKind::kInteger);
  } else if (call.name == "running_sum") {
    arguments.want_number(0);
    out.type = out.args[0].type.is(TypeKind::kDecimal) ? out.args[0].type : of(TypeKind::kInteger);
  } else if (call.name == "code") {
    arguments.want_entity(0);
    check_has_codes(out.args[0].type, out.name, call.arguments[1].span);
    out.args.pop_back();
    out.type = of(TypeKind::kText);
  } else {
    out.type = common_type(call, out.args, call.name == "if" ? 1 : 0);
  }
  return out;
}

// The last argument may be told where it is missing: then the place marked is the parenthesis before which it belongs.
void ExprBinder::refuse_arguments(const ast::Call& call, Span span) {
  const Signature& signature = signature_of(call.name);
  const std::size_t given = call.arguments.size();
  const auto systems = binder_.catalog_.code_systems();
  std::string last;
  std::string also = as_in(signature);
  if (given + 1 == signature.arguments_min) {
    const Type first = call.name == "if" ? condition(call.arguments[0]).type : bind(call.arguments[0]).type;
    if (call.name == "if") {
      (void)bind(call.arguments[1]);
      last = "missing";
    } else if (call.name != "code") {
      last = first.is_date() ? "today" : "";
    } else if (first.is_entity() && !systems.empty()) {
      last = "\"" + systems[0] + "\"";
      also = "the code systems are " + alternatives(systems);
    }
  }
  refuse_count(signature, given, span, last, also);
}

// A column of nothing but missing values would look like an answer.
void ExprBinder::check_has_codes(const Type& type, const std::string& system, Span span) const {
  const Place place = type.is(TypeKind::kActor) ? Place::kActor : type.is(TypeKind::kBody) ? Place::kBody : Place::kAny;
  std::vector<std::string> systems;
  for (const auto& entity : binder_.catalog_.entities()) {
    if (!catalog::fits(entity.kind, place)) {
      continue;
    }
    for (const auto& code : entity.codes) {
      if (code.system == system) {
        return;
      }
      if (std::find(systems.begin(), systems.end(), code.system) == systems.end()) {
        systems.push_back(code.system);
      }
    }
  }
  std::sort(systems.begin(), systems.end());
  const std::string which = place == Place::kActor ? "actor" : "body";
  refuse("N10", "no " + which + " has a code of \"" + system + "\"", span,
         systems.empty() ? "the key is what the column shows; `define` adds codes"
                         : "what has codes here has them of " + alternatives(systems));
}

}  // namespace entente::bind
