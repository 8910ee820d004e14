// Records of a large file, read on a thread of their own ahead of who takes them, and what is the same in a column told by numbers.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/files/record.h"
#include "engine/files/text_numbers.h"
#include "engine/threads/ahead.h"

namespace entente::files {

/// For a file of fewer bytes, as it lies on the disk, no thread is started.
inline constexpr std::uint64_t kReadAheadBytesLeast = std::uint64_t{1} << 20U;

class ReadAhead : public RecordReader {
 public:
  /// The same records, errors in their place among them. Cells of the columns in `numbered` have a number wherever they are short.
  /// It is the reader itself where the file is small, or the system starts no further thread.
  [[nodiscard]] static std::unique_ptr<RecordReader> over(std::unique_ptr<RecordReader> reader, std::vector<std::size_t> numbered,
                                                          std::uint64_t bytes_least = kReadAheadBytesLeast);

  [[nodiscard]] const std::vector<std::string>& headings() const override { return headings_; }
  [[nodiscard]] Result<const Record*> next() override;
  [[nodiscard]] Extent extent() const override { return batch_.extent; }
  [[nodiscard]] const std::vector<std::string>& left_out() const override { return batch_.left_out; }

 private:
  /// Records that follow each other, and then perhaps an error, or the end of the file.
  struct Batch {
    std::string text;             // that cells are views of; it never moves
    std::vector<Record> records;  // the first `size` of them; their memory is used again
    std::size_t size = 0;
    std::optional<Diagnostic> error;
    std::vector<std::string> left_out;
    Extent extent;
  };
  using Batches = Ahead<Batch>;

  /// What the thread does.
  class Maker {
   public:
    Maker(std::unique_ptr<RecordReader> reader, std::vector<std::size_t> numbered);
    void make(Batches& batches);
    [[nodiscard]] std::unique_ptr<RecordReader> take_reader() { return std::move(reader_); }

   private:
    void add(const Record& record, Batches& batches);
    void hand_over(Batches& batches);
    void number_cells();

    std::unique_ptr<RecordReader> reader_;
    std::vector<std::size_t> numbered_;
    std::vector<TextNumbers> numbers_;  // of each of those columns
    Batch batch_;
  };

  explicit ReadAhead(const RecordReader& reader) : headings_(reader.headings()) { batch_.extent = reader.extent(); }

  void expect_later() const;

  std::vector<std::string> headings_;
  Batch batch_;
  std::size_t at_ = 0;  // in it
  std::unique_ptr<Batches> batches_;
};

}  // namespace entente::files
