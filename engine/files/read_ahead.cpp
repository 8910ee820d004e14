#include "engine/files/read_ahead.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace entente::files {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{64} << 10U;  // so that both threads find it in their caches
constexpr std::size_t kBatches = 4;

std::size_t bytes_of(const Record& record) {
  return std::accumulate(record.cells.begin(), record.cells.end(), std::size_t{0},
                         [](std::size_t sum, const Cell& cell) { return sum + cell.text.size(); });
}

}  // namespace

std::unique_ptr<RecordReader> ReadAhead::over(std::unique_ptr<RecordReader> reader, std::vector<std::size_t> numbered,
                                              std::uint64_t bytes_least) {
  if (reader->extent().all < bytes_least) {
    return reader;
  }
  std::unique_ptr<ReadAhead> out(new ReadAhead(*reader));
  const auto maker = std::make_shared<Maker>(std::move(reader), std::move(numbered));
  out->batches_ = Batches::start(kBatches, [maker](Batches& batches) { maker->make(batches); });
  return out->batches_ == nullptr ? maker->take_reader() : std::unique_ptr<RecordReader>(std::move(out));
}

Result<const Record*> ReadAhead::next() {
  while (at_ == batch_.size) {
    if (batch_.error) {
      return *batch_.error;
    }
    if (!batches_->next(batch_, [] {})) {
      return nullptr;
    }
    at_ = 0;
  }
  expect_later();
  return &batch_.records[at_++];
}

// The thread has its own cache: what it wrote is fetched while the records before are dealt with.
void ReadAhead::expect_later() const {
  constexpr std::size_t kCellsLater = 8;  // so many records later
  constexpr std::size_t kTextLater = 4;
  constexpr std::size_t kCellsMost = 16;
  constexpr std::size_t kLine = 64;
  if (at_ + kCellsLater < batch_.size) {
    const auto& cells = batch_.records[at_ + kCellsLater].cells;
    const auto* const bytes = reinterpret_cast<const char*>(cells.data());
    for (std::size_t at = 0; at < std::min(cells.size(), kCellsMost) * sizeof(Cell); at += kLine) {
      __builtin_prefetch(bytes + at);
    }
  }
  if (at_ + kTextLater < batch_.size && !batch_.records[at_ + kTextLater].cells.empty()) {
    const auto& cells = batch_.records[at_ + kTextLater].cells;
    __builtin_prefetch(cells.front().text.data());
    __builtin_prefetch(cells.back().text.data());
  }
}

ReadAhead::Maker::Maker(std::unique_ptr<RecordReader> reader, std::vector<std::size_t> numbered)
    : reader_(std::move(reader)), numbered_(std::move(numbered)), numbers_(numbered_.size()) {}

void ReadAhead::Maker::make(Batches& batches) {
  while (true) {
    auto record = reader_->next();
    if (record && *record != nullptr) {
      add(**record, batches);
      continue;
    }
    if (record) {
      batch_.left_out = reader_->left_out();
    } else {
      batch_.error = std::move(record.error());
    }
    hand_over(batches);
    return;
  }
}

void ReadAhead::Maker::add(const Record& record, Batches& batches) {
  const std::size_t bytes = bytes_of(record);
  if (batch_.size > 0 && batch_.text.size() + bytes > batch_.text.capacity()) {
    hand_over(batches);
  }
  if (batch_.size == 0) {
    batch_.text.clear();
    batch_.text.reserve(std::max(kBatchBytes, bytes));
  }
  if (batch_.size == batch_.records.size()) {
    batch_.records.emplace_back();
  }
  Record& kept = batch_.records[batch_.size++];
  kept.at = record.at;
  kept.cells = record.cells;
  for (Cell& cell : kept.cells) {
    const std::size_t begin = batch_.text.size();
    batch_.text += cell.text;
    cell.text = std::string_view(batch_.text).substr(begin);
  }
}

void ReadAhead::Maker::hand_over(Batches& batches) {
  number_cells();
  batch_.extent = reader_->extent();
  batches.put(batch_);
  batch_.size = 0;
  batch_.error.reset();
  batch_.left_out.clear();
}

void ReadAhead::Maker::number_cells() {
  for (std::size_t i = 0; i < numbered_.size(); ++i) {
    const auto cell = [&](std::size_t at) {
      auto& cells = batch_.records[at].cells;
      return numbered_[i] < cells.size() ? &cells[numbered_[i]] : nullptr;
    };
    numbers_[i].of_each(
        batch_.size, [&](std::size_t at) { return cell(at) == nullptr ? std::string_view() : cell(at)->text; },
        [&](std::size_t at, std::uint32_t number) {
          if (cell(at) != nullptr) {
            cell(at)->number = number;
          }
        });
  }
}

}  // namespace entente::files
