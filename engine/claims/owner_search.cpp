#include "engine/claims/owner_search.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/claims/merged_blocks.h"
#include "engine/claims/row_blocks.h"
#include "engine/store/codec.h"
#include "engine/store/fault.h"

namespace entente::claims {
namespace {

// Blocks as they are stored, of so many owners from one on. What stands behind their rows is none.
std::vector<OwnerBlocks> stored_blocks(const store::Reader& reader, const RowTable& table, std::uint32_t first, std::size_t count) {
  std::vector<OwnerBlocks> out;
  out.reserve(count);
  std::vector<OwnerBlocks::Block> blocks;
  const std::uint64_t behind = std::uint64_t{first} + count;
  const auto to = behind > UINT32_MAX ? std::string() : prefix_of(table, static_cast<std::uint32_t>(behind));
  reader.each_place(table.table, prefix_of(table, first), to, [&](const store::Place& place) {
    for (const std::uint32_t owner = store::KeyReader(place.key).u32(); first + out.size() < owner;) {
      out.emplace_back(blocks, std::vector<std::unique_ptr<std::string>>());
      blocks.clear();
    }
    const std::uint32_t from = place_in(table, place.key).from[0];
    if (from != kNoRow) {
      blocks.push_back({place, from});
    }
  });
  while (out.size() < count) {
    out.emplace_back(blocks, std::vector<std::unique_ptr<std::string>>());
    blocks.clear();
  }
  return out;
}

OwnerBlocks merged_blocks(const store::Reader& reader, const RowTable& table, std::uint32_t owner, std::vector<FreshRow> fresh) {
  std::vector<OwnerBlocks::Block> blocks;
  std::vector<std::unique_ptr<std::string>> made;
  auto cursor = reader.scan(table.table, prefix_of(table, owner));
  MergedBlocks merged(reader, table, std::move(fresh), std::nullopt, kNoRow - 1);
  while (const auto block = merged.next(cursor)) {
    const PackedView rows(block->payload, table.columns);
    if (block->place) {
      blocks.push_back({*block->place, place_in(table, block->place->key).from[0]});
    } else if (rows.size() > 0) {
      made.push_back(std::make_unique<std::string>(block->payload));
      blocks.push_back({{{}, *made.back()}, table.key_of(rows, 0)[0]});
    }
  }
  return {blocks, std::move(made)};
}

}  // namespace

void expect_blocks(const store::Reader& reader, const RowTable& table, std::uint32_t owner) {
  if (!reader.is_writing()) {
    FreshView::of(reader).blocks().expect(table.table, owner);
  }
}

const OwnerBlocks* blocks_of_owner(const store::Reader& reader, const FreshView& view, const RowTable& table, std::uint32_t owner,
                                   bool is_walk) {
  if (reader.is_writing() || !table.has_owner) {
    return nullptr;
  }
  KeptBlocks& kept = view.blocks();
  const auto found = kept.find(table.table, owner);
  if (found.blocks != nullptr || !found.has_room || (is_walk && !found.asked_before)) {
    return found.blocks;
  }
  try {
    auto fresh = view.is_empty() ? std::vector<FreshRow>() : view.gather(reader, table, owner, {0, 0}, {kNoRow, kNoRow});
    if (!fresh.empty()) {
      if (!found.asked_before) {
        return nullptr;
      }
      std::vector<OwnerBlocks> one;
      one.push_back(merged_blocks(reader, table, owner, std::move(fresh)));
      kept.keep(table.table, owner, std::move(one));
    } else if (view.is_empty() && found.takes_group && !found.asked_before) {
      const std::uint32_t first = owner / KeptBlocks::kGroup * KeptBlocks::kGroup;
      kept.keep(table.table, first, stored_blocks(reader, table, first, KeptBlocks::kGroup));
    } else {
      kept.keep(table.table, owner, stored_blocks(reader, table, owner, 1));
    }
  } catch (const store::Fault&) {
    return nullptr;
  }
  return kept.find(table.table, owner).blocks;
}

}  // namespace entente::claims
