#include "engine/bind/change.h"
#include "engine/bind/import.h"
#include "engine/catalog/name_key.h"
#include "parser/overloaded.h"

namespace entente::bind {
namespace {

Import::File file_of(Binder& binder, const ast::TextV& file,
                     Result<std::string> (*resolve)(const std::string&, const files::Access&), const Setting& setting) {
  std::string shown = binder.text(file);
  auto path = resolve(shown, setting.environment.files);
  if (!path) {
    path.error().span = span_of(file);
    throw Refused{std::move(path.error())};
  }
  return {std::move(*path), std::move(shown)};
}

Result<Import::File> bound_file(const ast::TextV& file, Result<std::string> (*resolve)(const std::string&, const files::Access&),
                                const Setting& setting) {
  try {
    Binder binder(setting);
    return file_of(binder, file, resolve, setting);
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

void add_column(Import& out, const catalog::Catalog& catalog, const ast::Import::Column& column) {
  const std::string system = column.code_system ? column.code_system->text : "";
  if (column.field.text != "code" && !system.empty() && !catalog.has_code_system(system)) {
    refuse_misspelt("N10", "no code system \"" + system + "\"", column.code_system->span,
                    catalog::nearest(system, catalog.code_systems()),
                    "there are " + alternatives(catalog.code_systems()) + "; without one any name or ISO code will do");
  }
  out.mapping.push_back({column.heading, column.field.text, system, column.span});
}

Import bound(Binder& binder, const ast::Import& statement, const Setting& setting) {
  Import out;
  out.what = statement.what.text;
  out.what_span = statement.what.span;
  out.file = file_of(binder, statement.file, files::resolved, setting);
  out.file_span = span_of(statement.file);
  Once once;
  for (const auto& option : statement.options) {
    once(option.kind.index(), option.span);
    std::visit(Overloaded{
                   [&](const ast::ClaimedBy& by) {
                     out.source = binder.source(by.source);
                     out.via = by.via ? binder.source(*by.via) : SourceId{};
                   },
                   [&](const ast::Import::Encoded& encoded) {
                     out.encoding = encoding_of(encoded.encoding);
                     out.has_encoding = true;
                   },
                   [&](const ast::Import::Mapping& mapping) {
                     out.mapping_span = option.span;
                     for (const auto& column : mapping) {
                       add_column(out, setting.catalog, column);
                     }
                   },
                   [&](const ast::Import::DefiningNew&) { out.defines_new = true; },
                   [&](const ast::Import::BadRowsTo& to) {
                     out.bad_rows_span = span_of(to.file);
                     out.bad_rows = file_of(binder, to.file, files::resolved_to_write, setting);
                   },
                   [&](const ast::Import::MaxErrors& most) { out.max_errors = binder.whole_number(most.count); },
               },
               option.kind);
  }
  return out;
}

}  // namespace

Result<Import> bind_import(const ast::Import& statement, const Setting& setting) {
  try {
    Binder binder(setting);
    return bound(binder, statement, setting);
  } catch (Refused& refused) {
    return std::move(refused.diagnostic);
  }
}

Result<Import::File> bind_file_to_write(const ast::TextV& file, const Setting& setting) {
  return bound_file(file, files::resolved_to_write, setting);
}

Result<Import::File> bind_file_to_read(const ast::TextV& file, const Setting& setting) {
  return bound_file(file, files::resolved, setting);
}

}  // namespace entente::bind
