#include "engine/exchange/record_source.h"

namespace entente::exchange {

Result<const Row*> RecordSource::next(std::vector<RowFault>& faults) {
  while (true) {
    if (const Row* row = ready()) {
      return row;
    }
    if (ended_) {
      return static_cast<const Row*>(nullptr);
    }
    auto record = reader_->next();
    if (!record) {
      return std::move(record.error());
    }
    record_ = *record;
    if (record_ == nullptr) {
      ended_ = true;
      end();
      continue;
    }
    ++records_;
    const std::size_t cells = record_->cells.size();
    if (cells == reader_->headings().size()) {
      take(*record_, faults);
    } else {
      faults.push_back({record_->at, "",
                        std::to_string(cells) + (cells == 1 ? " cell" : " cells") + " under " +
                            std::to_string(reader_->headings().size()) + " headings",
                        "F11"});
    }
    if (!faults.empty()) {
      refused_.at = record_->at;
      return &refused_;
    }
  }
}

}  // namespace entente::exchange
