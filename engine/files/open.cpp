#include "engine/files/open.h"

#include "engine/files/csv_reader.h"
#include "engine/files/fault.h"
#include "engine/files/jsonl_reader.h"

namespace entente::files {
namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

}  // namespace

Result<std::unique_ptr<RecordReader>> open_records(const std::string& path, const std::string& shown, Encoding encoding) {
  std::string name = lower(shown);
  if (name.ends_with(".gz")) {
    name.resize(name.size() - 3);
  }
  try {
    if (name.ends_with(".csv")) {
      return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(path, shown, encoding));
    }
    if (name.ends_with(".tsv")) {
      return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(path, shown, encoding, '\t'));
    }
    if (name.ends_with(".jsonl")) {
      return std::unique_ptr<RecordReader>(std::make_unique<JsonlReader>(path, shown, encoding));
    }
  } catch (Faulty& faulty) {
    return std::move(faulty.diagnostic);
  }
  return Diagnostic{"F05",
                    "the name \"" + shown + "\" does not say what is in the file",
                    std::nullopt,
                    {},
                    "files are read that end in .csv, .tsv or .jsonl, each also packed as .gz"};
}

}  // namespace entente::files
