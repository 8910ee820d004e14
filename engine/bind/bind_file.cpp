// `rows of "file"`: its columns are known once its headings were read; of its rows none is read here.
#include <algorithm>
#include <array>

#include "engine/bind/binder.h"
#include "engine/catalog/name_key.h"
#include "engine/files/numbers.h"
#include "engine/files/open.h"
#include "parser/words.h"

namespace entente::bind {
namespace {

using Kind = ast::RowsOf::Kind;

constexpr std::size_t kNamedMax = 12;  // headings that a message lists

Type type_of(Kind kind) {
  constexpr std::array<Type::Kind, 5> kTypes = {Type::Kind::kActor, Type::Kind::kBody, Type::Kind::kBegan, Type::Kind::kDecimal,
                                                Type::Kind::kText};
  return {kTypes[static_cast<std::size_t>(kind)], {}, {}};
}

[[noreturn]] void refuse_file(Diagnostic diagnostic, Span span) {
  diagnostic.span = span;
  throw Refused{std::move(diagnostic)};
}

}  // namespace

files::Encoding encoding_of(const ast::Word& word) {
  if (word.text == "utf-8") {
    return files::Encoding::kUtf8;
  }
  if (word.text == "windows-1252") {
    return files::Encoding::kWindows1252;
  }
  refuse("N15", "no encoding \"" + word.text + "\"", word.span, "a file is read as utf-8, or as windows-1252");
}

std::string column_name(std::string_view heading, std::size_t place) {
  std::string name;
  for (const char c : catalog::name_key(heading)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (name.ends_with('_')) {
    name.pop_back();
  }
  if (name.empty()) {
    return "column_" + std::to_string(place + 1);
  }
  const bool digit = name.front() >= '0' && name.front() <= '9';
  return digit || is_no_column(name) ? "column_" + name : name;
}

namespace {

// The columns of the file, all of them texts so far.
Schema text_columns(const std::vector<std::string>& headings, const std::string& shown, Span span) {
  Schema schema;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    std::string name = column_name(headings[i], i);
    const auto same = std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.name == name; });
    if (same != schema.end()) {
      const auto& other = headings[static_cast<std::size_t>(same - schema.begin())];
      std::string message = "two columns of \"" + shown + "\" are called ";
      message += name;
      if (other != headings[i]) {
        message.append(": \"").append(other).append("\" and \"").append(headings[i]).append("\"");
      }
      refuse("F15", std::move(message), span, "give one of them another heading in the file");
    }
    schema.push_back({std::move(name), type_of(Kind::kText)});
  }
  return schema;
}

bool is_word(const std::string& heading) {
  return !heading.empty() && heading[0] >= 'a' && heading[0] <= 'z' &&
         heading.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

// As a question writes it, under another name or with another code system.
std::string written(const std::string& name, const ast::RowsOf::Column& column, const std::string& code_system) {
  constexpr std::array<std::string_view, 5> kKinds = {"actor", "body", "date", "number", "text"};
  std::string out = name + " as ";
  out += kKinds[static_cast<std::size_t>(column.kind)];
  return code_system.empty() ? out : out + " " + code_system;
}

// A quoted heading is found as the file writes it; else as columns are called.
std::size_t column_of(const ast::RowsOf::Column& column, const std::vector<std::string>& headings, const Schema& schema,
                      const std::string& shown) {
  const auto heading = std::find(headings.begin(), headings.end(), column.heading);
  if (heading != headings.end()) {
    return static_cast<std::size_t>(heading - headings.begin());
  }
  const std::string name = column_name(column.heading, headings.size());
  const auto field = std::find_if(schema.begin(), schema.end(), [&](const Field& f) { return f.name == name; });
  if (field != schema.end()) {
    return static_cast<std::size_t>(field - schema.begin());
  }
  std::vector<std::string> names;
  std::transform(schema.begin(), schema.end(), std::back_inserter(names), [](const Field& f) { return f.name; });
  const auto near = catalog::nearest(name, names);
  const bool more = names.size() > kNamedMax;
  names.resize(std::min(names.size(), kNamedMax));
  const std::string message = "\"" + shown + "\" has no column \"" + column.heading + "\"";
  if (near.size() == 1) {
    refuse_corrected("F12", message, column.span, {written(near[0], column, column.code_system), "", true});
  }
  refuse("F12", message, column.span,
         near.empty() ? "it has " + alternatives(names) + (more ? ", and more" : "") : "did you mean " + alternatives(near) + "?");
}

[[noreturn]] void refuse_code_system(const catalog::Catalog& catalog, const ast::RowsOf::Column& column) {
  const std::string message = "no code system \"" + column.code_system + "\"";
  const auto near = catalog::nearest(column.code_system, catalog.code_systems());
  if (near.size() == 1 && is_word(column.heading)) {
    refuse_corrected("N10", message, column.span, {written(column.heading, column, near[0])});
  }
  refuse("N10", message, column.span,
         near.empty() ? "there are " + alternatives(catalog.code_systems()) + "; without one any name or ISO code will do"
                      : "did you mean " + alternatives(near) + "?");
}

// A column of numbers is one of whole numbers where all of them are; so the file is read once for its types.
void settle_numbers(Schema& schema, const FileTable& file, Span span, const std::function<void()>& breathe) {
  const auto is_number = [](const Field& f) { return f.type.is(Type::Kind::kDecimal); };
  if (std::none_of(schema.begin(), schema.end(), is_number)) {
    return;
  }
  enum class Seen : std::uint8_t { kNone, kWhole, kDecimal };
  std::vector<Seen> seen(schema.size(), Seen::kNone);
  const auto reader = files::open_records(file.path, file.shown, file.encoding);
  if (!reader) {
    refuse_file(reader.error(), span);
  }
  while (true) {
    if (breathe) {
      breathe();
    }
    const auto record = (*reader)->next();
    if (!record) {
      refuse_file(record.error(), span);
    }
    if (*record == nullptr) {
      break;
    }
    for (std::size_t i = 0; i < std::min(schema.size(), (*record)->cells.size()); ++i) {
      if (is_number(schema[i]) && seen[i] != Seen::kDecimal && files::decimal_number((*record)->cells[i].text)) {
        seen[i] = files::whole_number((*record)->cells[i].text) ? Seen::kWhole : Seen::kDecimal;
      }
    }
  }
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (seen[i] == Seen::kWhole) {
      schema[i].type = {Type::Kind::kInteger, {}, {}};
    }
  }
}

bool is_entity_column(const Field& field) { return field.type.is(Type::Kind::kActor) || field.type.is(Type::Kind::kBody); }
bool is_date_column(const Field& field) { return field.type.is(Type::Kind::kBegan); }

}  // namespace

bool settles_by_time(const Query& query) {
  const auto& schema = query.source_schema;
  return query.file && !query.file->date_column && std::any_of(schema.begin(), schema.end(), is_entity_column);
}

void Binder::file_source(Query& out, const ast::RowsOf& rows, const Clauses& clauses) {
  out.rows = Query::Rows::kFile;
  const std::string shown = text(rows.file);
  const Span span = span_of(rows.file);
  auto path = files::resolved(shown, setting_.environment.files);
  if (!path) {
    refuse_file(std::move(path.error()), span);
  }
  auto file = std::make_shared<FileTable>();
  file->path = std::move(*path);
  file->shown = shown;
  file->place = place(span);
  file->encoding = rows.encoding ? encoding_of(*rows.encoding) : files::Encoding::kUtf8;
  file->skips_unknown = rows.skips_unknown;
  const auto reader = files::open_records(file->path, shown, file->encoding);
  if (!reader) {
    refuse_file(reader.error(), span);
  }
  file->headings = (*reader)->headings();
  file->code_systems.resize(file->headings.size());
  out.source_schema = text_columns(file->headings, shown, span);
  std::vector<bool> named(file->headings.size());
  for (const auto& column : rows.columns) {
    const std::size_t index = column_of(column, file->headings, out.source_schema, shown);
    if (named[index]) {
      refuse("B11", out.source_schema[index].name + " is named twice", column.span, "a column is one thing");
    }
    if (!column.code_system.empty() && !catalog_.has_code_system(column.code_system)) {
      refuse_code_system(catalog_, column);
    }
    named[index] = true;
    out.source_schema[index].type = type_of(column.kind);
    file->code_systems[index] = column.code_system;
  }
  const auto& schema = out.source_schema;
  if (file->skips_unknown &&
      std::all_of(schema.begin(), schema.end(), [](const Field& f) { return f.type.is(Type::Kind::kText); })) {
    refuse("B07", "skipping unknown applies to nothing: every column is a text", rows.span,
           "name what a column holds: with state as actor skipping unknown");
  }
  if (std::count_if(schema.begin(), schema.end(), is_date_column) == 1) {
    const auto date = std::find_if(schema.begin(), schema.end(), is_date_column);
    file->date_column = static_cast<std::size_t>(date - schema.begin());
  }
  settle_numbers(out.source_schema, *file, span, setting_.breathe);
  file->names_when = asked_;
  out.file = std::move(file);
  settle_context(out, clauses, false, rows.span);
}

}  // namespace entente::bind
