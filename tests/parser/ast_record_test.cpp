// What becomes of statements that record, and of those that deal with the store.
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

using namespace ast;

TEST(RecordTree, ARecordWithItsModifiersInOrder) {
  const Record expected{
      {Name{"", "India", {7, 12}}, Param{"who", {14, 18}}},
      RolePhrase{"dialogue partner", false, {22, 38}},
      {Name{"", "SCO", {42, 45}}},
      {{BoundMod{BoundMod::Kind::kSince,
                 {Bound::Kind::kAt, EDate{Date{2004, 0, 0, {52, 56}}, EDate::Mark::kApproximate, {52, 57}}, {52, 57}}},
        {46, 57}},
       {BoundMod{BoundMod::Kind::kUntil, {Bound::Kind::kUnknown, std::nullopt, {64, 71}}}, {58, 71}},
       {Stance::kPlanned, {72, 79}},
       {ClaimedBy{Word{"rt", {93, 95}}, KeyV(Word{"tass", {100, 104}})}, {80, 104}},
       {Quote{Text{"x", {111, 114}}}, {105, 114}}}};
  EXPECT_EQ(
      parsed_as<Record>(
          "record India, $who as dialogue partner of SCO since 2004~ until unknown planned according to rt via tass quote \"x\""),
      expected);
}

TEST(RecordTree, BoundsBeforeAndAfter) {
  const auto bound = [](const std::string& text) {
    return std::get<BoundMod>(parsed_as<Record>("record A as b of C " + text).modifiers.at(0).kind);
  };
  EXPECT_EQ(bound("since before 2010-01-01").bound.kind, Bound::Kind::kBefore);
  EXPECT_EQ(bound("until after 2010?").bound.kind, Bound::Kind::kAfter);
  EXPECT_EQ(bound("until after 2010?").bound.date->mark, EDate::Mark::kUncertain);
  EXPECT_EQ(bound("through today").kind, BoundMod::Kind::kThrough);
}

TEST(RecordTree, AnEndMayStateItsReasonOnEitherSide) {
  const auto before = parsed_as<End>("end UK as member of EU by withdrawal on 2020-02-01");
  EXPECT_EQ(std::get<ByReason>(before.modifiers.at(0).kind), ByReason::kWithdrawal);
  const auto after = parsed_as<End>("end Russia as member of \"Council of Europe\" on 2022-03-16 by expulsion according to coe");
  EXPECT_EQ(std::get<ByReason>(after.modifiers.at(0).kind), ByReason::kExpulsion);
  EXPECT_EQ(after.on.date, DateV(Date{2022, 3, 16, {47, 57}}));
  EXPECT_EQ(after.modifiers.size(), 2u);
}

TEST(RecordTree, EventsSuspensionsAndProvisions) {
  const auto event = parsed_as<Event>("event in force of \"T\" for Russia on 2016-06-20 planned");
  EXPECT_EQ(event.kind, (Word{"in force", {6, 14}}));
  EXPECT_EQ(std::get<ForActors>(event.modifiers.at(0).kind).actors.size(), 1u);
  EXPECT_EQ(std::get<Stance>(event.modifiers.at(1).kind), Stance::kPlanned);
  EXPECT_EQ(parsed_as<Suspend>("suspend Syria in \"Arab League\" since 2011-11-16").modifiers.size(), 1u);
  EXPECT_EQ(std::get<Text>(parsed_as<Provision>("provision \"a\" of T text \"b\"").text).value, "b");
}

TEST(RecordTree, Retractions) {
  EXPECT_EQ(std::get<IntV>(parsed_as<Retract>("retract claim 417 because \"x\"").which), IntV(Int{417, {14, 17}}));
  const auto which =
      std::get<RetractWhich>(parsed_as<Retract>("retract Turkey as member of SCO according to rt because \"x\"").which);
  EXPECT_EQ(std::get<Word>(which.claimed_by->source).text, "rt");
}

TEST(DefineTree, ASource) {
  const auto source = parsed_as<DefineSource>(
      "define source rt titled \"a\" publisher \"b\" url \"c\" licence \"d\" published 2014-10 via x, y covers members, observers "
      "of SCO, EU on 2014-10-21 "
      "covers members of SCO during 2001 through 2014");
  EXPECT_EQ(source.key.text, "rt");
  ASSERT_EQ(source.attributes.size(), 8u);
  EXPECT_EQ(std::get<Text>(std::get<SourceAttr::Licence>(source.attributes[3].kind).text).value, "d");
  EXPECT_EQ(std::get<SourceAttr::Via>(source.attributes[5].kind).sources.size(), 2u);
  const auto& covers = std::get<Covers>(source.attributes[6].kind);
  EXPECT_EQ(covers.roles.size(), 2u);
  EXPECT_EQ(covers.bodies.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<DateV>(covers.when));
  EXPECT_TRUE(std::holds_alternative<Period>(std::get<Covers>(source.attributes[7].kind).when));
}

TEST(DefineTree, RolesAndThings) {
  const auto role = parsed_as<DefineRole>("define role \"elected member\" under member rank 41 plural \"elected members\"");
  EXPECT_EQ(std::get<RoleAttr::Under>(role.attributes.at(0).kind).role, Role(RolePhrase{"member", false, {35, 41}}));
  EXPECT_EQ(std::get<RoleAttr::Rank>(role.attributes.at(1).kind).rank, IntV(Int{41, {47, 49}}));
  const auto state = parsed_as<DefineThing>(
      "define state RUS since 1721 continues SUN since 1991-12-26 code cow 365, iso2 \"RU\", gw $n also \"a\", \"b\" form x about "
      "y under Z according to k");
  EXPECT_EQ(state.kind, DefineThing::Kind::kState);
  ASSERT_EQ(state.attributes.size(), 8u);
  EXPECT_EQ(std::get<BoundMod>(state.attributes[0].kind).kind, BoundMod::Kind::kSince);
  EXPECT_TRUE(std::get<ThingAttr::Continues>(state.attributes[1].kind).since);
  const auto& codes = std::get<ThingAttr::Codes>(state.attributes[2].kind).codes;
  EXPECT_EQ(std::get<Text>(codes.at(0).value).value, "365");
  EXPECT_EQ(std::get<Text>(codes.at(1).value).value, "RU");
  EXPECT_EQ(std::get<Param>(codes.at(2).value).name, "n");
  EXPECT_TRUE(codes.at(0).in_use.empty());
}

TEST(DefineTree, NamesAndCodesWithTheirTimes) {
  const auto state = parsed_as<DefineThing>(
      "define state COD named \"DR Congo\" ( since 1997-05-17 ) also \"Zaire\"(since 1971~ until before 1997), \"Congo\" "
      "code cow 490 (through 2000), gw $n (until unknown), iso2 \"CD\" since 1960");
  ASSERT_EQ(state.attributes.size(), 4u);
  const auto& name = std::get<ThingAttr::Named>(state.attributes[0].kind).name;
  EXPECT_EQ(std::get<Text>(name.text).value, "DR Congo");
  ASSERT_EQ(name.in_use.size(), 1u);
  EXPECT_EQ(name.in_use[0].kind, BoundMod::Kind::kSince);
  const auto& also = std::get<ThingAttr::Also>(state.attributes[1].kind).names;
  ASSERT_EQ(also.size(), 2u);
  ASSERT_EQ(also[0].in_use.size(), 2u);
  EXPECT_EQ(also[0].in_use[1].kind, BoundMod::Kind::kUntil);
  EXPECT_EQ(also[0].in_use[1].bound.kind, Bound::Kind::kBefore);
  EXPECT_TRUE(also[1].in_use.empty());
  const auto& codes = std::get<ThingAttr::Codes>(state.attributes[2].kind).codes;
  ASSERT_EQ(codes.size(), 3u);
  EXPECT_EQ(codes[0].in_use.at(0).kind, BoundMod::Kind::kThrough);
  EXPECT_EQ(codes[1].in_use.at(0).bound.kind, Bound::Kind::kUnknown);
  EXPECT_TRUE(codes[2].in_use.empty());
  EXPECT_EQ(std::get<BoundMod>(state.attributes[3].kind).kind, BoundMod::Kind::kSince);
}

TEST(StatementTree, LetsDefaultsAndTransactions) {
  EXPECT_EQ(parsed_as<Let>("let quad = {Russia}").name, (Word{"quad", {4, 8}}));
  EXPECT_EQ(parsed_as<Default>("default on 2014 certainly").clauses.size(), 2u);
  EXPECT_EQ(parsed_as<Txn>("begin"), Txn::kBegin);
  EXPECT_EQ(parsed_as<Txn>("commit;"), Txn::kCommit);
  EXPECT_EQ(parsed_as<Txn>("rollback"), Txn::kRollback);
}

TEST(StatementTree, FilesAndExplanations) {
  EXPECT_EQ(std::get<Text>(parsed_as<Export>("export (states) to \"a\"").file).value, "a");
  EXPECT_EQ(std::get<Text>(parsed_as<Dump>("dump to \"a\"").file).value, "a");
  EXPECT_EQ(std::get<Param>(parsed_as<Backup>("backup to $f").file).name, "f");
  const auto import = parsed_as<Import>(
      "import claims from \"a\" max errors 3 mapping (\"The state\" as actor cow, last as through) defining new according to s");
  EXPECT_EQ(import.what.text, "claims");
  ASSERT_EQ(import.options.size(), 4U);
  EXPECT_EQ(std::get<Int>(std::get<Import::MaxErrors>(import.options[0].kind).count).value, 3U);
  const auto& mapping = std::get<Import::Mapping>(import.options[1].kind);
  ASSERT_EQ(mapping.size(), 2U);
  EXPECT_EQ(mapping[0].heading, "The state");
  EXPECT_TRUE(mapping[0].quoted);
  EXPECT_EQ(mapping[0].field.text, "actor");
  EXPECT_EQ(mapping[0].code_system->text, "cow");
  EXPECT_FALSE(mapping[1].code_system);
  EXPECT_TRUE(std::holds_alternative<Import::DefiningNew>(import.options[2].kind));
  EXPECT_EQ(std::get<Word>(std::get<ClaimedBy>(import.options[3].kind).source).text, "s");
  EXPECT_FALSE(parsed_as<Dump>("dump to \"a\"").salvages);
  EXPECT_TRUE(parsed_as<Dump>("dump salvaging to \"a\"").salvages);
  EXPECT_TRUE(parsed_as<Export>("export (states) to \"a\" guarding formulas").guards_formulas);
  EXPECT_EQ(std::get<Text>(parsed_as<Restore>("restore from \"a\"").file).value, "a");
  EXPECT_EQ(std::get<Text>(parsed_as<Compact>("compact to \"a\"").file).value, "a");
  parsed_as<Stats>("stats");
  parsed_as<Check>("check");
  EXPECT_FALSE(parsed_as<Explain>("explain states").analyze);
  EXPECT_TRUE(parsed_as<Explain>("explain analyze states").analyze);
  EXPECT_FALSE(parsed_as<Why>("why states").absent);
  EXPECT_EQ(parsed_as<Why>("why not Iran in states").absent, NameV(Name{"", "Iran", {8, 12}}));
  EXPECT_EQ(parsed_as<Describe>("describe states").query.span, (Span{9, 15}));
}

}  // namespace
}  // namespace entente::tests
