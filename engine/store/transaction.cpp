#include "engine/store/transaction.h"

#include "engine/store/snapshot.h"

namespace entente::store {

Reader::Reader(std::shared_ptr<Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

std::optional<std::string_view> Reader::get(Table table, std::string_view key) const { return snapshot_->get(table, key); }

Cursor Reader::scan(Table table, std::string_view prefix) const { return {snapshot_, table, prefix}; }

Cursor Reader::scan_before(Table table, std::string_view prefix, std::string_view key) const {
  Cursor cursor(snapshot_, table, prefix, Cursor::Start::kNowhere);
  cursor.seek_before_or_first(key);
  return cursor;
}

void Reader::each_place(Table table, std::string_view from, std::string_view to,
                        const std::function<void(const Place&)>& take) const {
  snapshot_->each_place(table, from, to, take);
}

std::string_view Reader::at(Table table, const Place& place) const { return snapshot_->at(table, place); }

std::uint64_t Reader::count(Table table) const { return snapshot_->count(table); }

void Reader::survey(Table table, const Survey& survey) const { snapshot_->survey(table, survey); }

std::uint64_t Reader::number() const { return snapshot_->number(); }

bool Reader::is_writing() const { return snapshot_->is_writing(); }

std::shared_ptr<void>& Reader::kept() const { return snapshot_->kept(); }

KeptWithFile& Reader::kept_with_file() const { return snapshot_->kept_with_file(); }

void Reader::set_on_read(std::function<void()> on_read) const { snapshot_->set_on_read(std::move(on_read)); }

void Reader::note_read() const { snapshot_->note_read(); }

std::uint64_t Reader::records_read() const { return snapshot_->records_read(); }

void WriteTxn::put(Table table, std::string_view key, std::string_view value) { snapshot_->put(table, key, value); }

void WriteTxn::append(Table table, std::string_view key, std::string_view value) { snapshot_->append(table, key, value); }

void WriteTxn::without_note() { snapshot_->without_note(); }

void WriteTxn::clear(Table table) { snapshot_->clear(table); }

bool WriteTxn::erase(Table table, std::string_view key) { return snapshot_->erase(table, key); }

}  // namespace entente::store
