// The parts that answers are made of, each by itself: what a change to one of them costs or saves.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/claims/block.h"
#include "engine/store/checksum.h"
#include "engine/value/bound.h"
#include "parser/parse.h"

namespace entente {
namespace {

claims::MembershipRows memberships(std::size_t count) {
  claims::MembershipRows rows(claims::Axis::kByBody);
  for (std::size_t i = 0; i < count; ++i) {
    claims::Membership m;
    m.actor = ActorId{static_cast<std::uint32_t>(i + 1)};
    m.role = RoleId{1};
    m.body = BodyId{1};
    m.best = {static_cast<Day>(100 * i), static_cast<Day>(100 * i + 9000)};
    m.begins = m.best.begin;
    m.began = exact_bound(m.best.begin);
    m.ended = exact_bound(m.best.end);
    m.certain = m.possible = SpanList{m.best};
    m.vouched_last = m.best.end - 1;
    m.sources.assign(1, SourceId{static_cast<std::uint32_t>(i % 7 + 1)});
    m.claims.assign(1, ClaimId{static_cast<std::uint32_t>(3 * i + 1)});
    rows.add(m);
  }
  return rows;
}

void checksum(benchmark::State& state) {
  const std::string payload(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) {
    benchmark::DoNotOptimize(store::checksum(store::Table::kByBody, "key of a block", payload));
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(checksum)->Arg(64)->Arg(claims::kPageBlock);

void pack_rows(benchmark::State& state) {
  const auto rows = memberships(150);
  for (auto _ : state) {
    benchmark::DoNotOptimize(claims::pack(rows.rows(), claims::kMembershipColumns, false));
  }
  state.SetItemsProcessed(state.iterations() * 150);
}
BENCHMARK(pack_rows);

void scan_block(benchmark::State& state) {
  const auto rows = memberships(150);
  const auto block = claims::pack(rows.rows(), claims::kMembershipColumns, false).front();
  for (auto _ : state) {
    std::size_t found = 0;
    claims::BlockView(block, claims::Axis::kByBody, 1).each_on(7000, [&](std::uint32_t, RoleId) { ++found; });
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations() * 150);
}
BENCHMARK(scan_block);

void look_up_name(benchmark::State& state) {
  catalog::Catalog catalog;
  for (std::uint32_t id = 1; id <= 20'000; ++id) {
    catalog::Entity entity;
    entity.id = EntityId{id};
    entity.key = "key-" + std::to_string(id);
    entity.name = "Entity Number " + std::to_string(id);
    catalog.put(std::move(entity));
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(catalog.named("entity number 12345"));
  }
}
BENCHMARK(look_up_name);

void read_date(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(bound_of_text("2014-10-21"));
  }
}
BENCHMARK(read_date);

void parse(benchmark::State& state) {
  const Source source("bench", "members of SCO on 2014-10-21 | select actor");
  for (auto _ : state) {
    benchmark::DoNotOptimize(parse_script(source, {}));
  }
}
BENCHMARK(parse);

}  // namespace
}  // namespace entente

BENCHMARK_MAIN();
