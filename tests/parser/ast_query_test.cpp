// What becomes of questions: typical ones, compared with their trees.
#include "tests/parser/support.h"

namespace entente::tests {
namespace {

using namespace ast;

RolePhrase phrase(std::string text, Span span) { return {std::move(text), false, span}; }
Date day(std::int32_t year, std::uint8_t month, std::uint8_t d, Span span) { return {year, month, d, span}; }

TEST(QueryTree, ASetWithATime) {
  const RoleSet set{{phrase("dialogue partners", {0, 17})}, {Name{"", "Sri Lanka", {21, 30}}, Name{"", "SCO", {32, 35}}}, {0, 35}};
  const Query query{SetExpr{set}, {Clause{OnDay{day(2014, 10, 20, {39, 49})}, {36, 49}}}, {}, {0, 49}};
  EXPECT_EQ(parsed("dialogue partners of Sri Lanka, SCO on 2014-10-20;"), (Statement{query, {0, 49}}));
}

TEST(QueryTree, AndBindsTighterThanOrAndExcept) {
  const auto query = parsed_as<Query>("a or b and c except d");
  const auto ref = [](std::string name, Span span) { return SetExpr{LetRef{std::move(name), span}}; };
  const SetChain both{ref("b", {5, 6}), {{SetChain::Op::kAnd, ref("c", {11, 12}), {7, 10}}}, {5, 12}};
  const SetChain all{ref("a", {0, 1}),
                     {{SetChain::Op::kOr, SetExpr{both}, {2, 4}}, {SetChain::Op::kExcept, ref("d", {20, 21}), {13, 19}}},
                     {0, 21}};
  EXPECT_EQ(query.source, QuerySource(SetExpr{all}));
}

TEST(QueryTree, ACountedSet) {
  const auto query = parsed_as<Query>("at least $n of (members of SCO, {Russia})");
  const SetExpr members{RoleSet{{phrase("members", {16, 23})}, {Name{"", "SCO", {27, 30}}}, {16, 30}}};
  const SetExpr braces{Braces{{Name{"", "Russia", {33, 39}}}, {32, 40}}};
  const Counted counted{Counted::Kind::kAtLeast, Param{"n", {9, 11}}, {members, braces}, {0, 41}};
  EXPECT_EQ(query.source, QuerySource(SetExpr{counted}));
}

TEST(QueryTree, ACatalogueWithAllItsParts) {
  const auto query = parsed_as<Query>("agreements of Turkey as party under SCO about security, \"human rights\"");
  Catalogue set;
  set.kind = Catalogue::Kind::kAgreements;
  set.of = Names{Name{"", "Turkey", {14, 20}}};
  set.as = {phrase("party", {24, 29})};
  set.narrow = {Catalogue::Under{{Name{"", "SCO", {36, 39}}}, {30, 39}},
                Catalogue::About{{Word{"security", {46, 54}}, Text{"human rights", {56, 70}}}, {40, 70}}};
  set.span = {0, 70};
  EXPECT_EQ(query.source, QuerySource(SetExpr{set}));
}

TEST(QueryTree, AQuestion) {
  const auto query = parsed_as<Query>("is state:\"Bosnia and Herzegovina\" candidate of EU");
  const IsQuestion question{
      Name{"state", "Bosnia and Herzegovina", {3, 33}}, phrase("candidate", {34, 43}), Name{"", "EU", {47, 49}}, {0, 49}};
  EXPECT_EQ(query.source, QuerySource(question));
}

TEST(QueryTree, ALogKeepsTheOrderOfItsFilters) {
  const auto query = parsed_as<Query>("changes in SCO as $r of quad ever");
  const Log log{Log::Kind::kChanges,
                {InBodies{{Name{"", "SCO", {11, 14}}}, {8, 14}}, AsRoles{{Param{"r", {18, 20}}}, {15, 20}},
                 OfActors{{LetRef{"quad", {24, 28}}}, {21, 28}}},
                {0, 28}};
  EXPECT_EQ(query.source, QuerySource(log));
  EXPECT_EQ(query.clauses, (std::vector<Clause>{{Ever{}, {29, 33}}}));
}

TEST(QueryTree, Pairs) {
  const auto pairs = std::get<Pairs>(parsed_as<Query>("pairs of {Turkey} with states as member in UN").source);
  EXPECT_EQ(*pairs.of, (SetExpr{Braces{{Name{"", "Turkey", {10, 16}}}, {9, 17}}}));
  ASSERT_TRUE(pairs.with);
  EXPECT_EQ(std::get<Catalogue>((*pairs.with)->node).kind, Catalogue::Kind::kStates);
  EXPECT_EQ(pairs.filters.size(), 2u);
  const auto ordered =
      std::get<OrderedPairs>(parsed_as<Query>("ordered pairs of states as member with actors as observer in SCO").source);
  EXPECT_EQ(ordered.of_role, Role(phrase("member", {27, 33})));
  EXPECT_EQ(ordered.with_role, Role(phrase("observer", {49, 57})));
  EXPECT_TRUE(ordered.in);
}

TEST(QueryTree, RowsOfAFile) {
  const auto rows = std::get<RowsOf>(parsed_as<Query>("rows of \"v.csv\" with \"State name\" as actor cow, day as date").source);
  const RowsOf expected{
      Text{"v.csv", {8, 15}},
      {{"State name", true, RowsOf::Kind::kActor, "cow", {21, 46}}, {"day", false, RowsOf::Kind::kDate, "", {48, 59}}},
      {0, 59}};
  EXPECT_EQ(rows, expected);
}

TEST(QueryTree, RowsOfAFileInAnotherEncodingThatMayHaveGaps) {
  const auto rows = std::get<RowsOf>(
      parsed_as<Query>("rows of \"v.csv\" encoded windows-1252 with state as actor skipping unknown on 2014-10-21").source);
  const RowsOf expected{Text{"v.csv", {8, 15}},
                        {{"state", false, RowsOf::Kind::kActor, "", {42, 56}}},
                        {0, 73},
                        Word{"windows-1252", {24, 36}},
                        true};
  EXPECT_EQ(rows, expected);
}

TEST(QueryTree, HistoriesAndActs) {
  EXPECT_EQ(std::get<History>(parsed_as<Query>("history of rt-2014-10-21").source).of,
            (std::variant<Param, Name, Word>(Word{"rt-2014-10-21", {11, 24}})));
  EXPECT_EQ(std::get<History>(parsed_as<Query>("history of \"A B\"").source).of,
            (std::variant<Param, Name, Word>(Name{"", "A B", {11, 16}})));
  EXPECT_EQ(std::get<Acts>(parsed_as<Query>("provisions of \"A\"").source).kind, Acts::Kind::kProvisions);
  EXPECT_EQ(std::get<CatalogueTable>(parsed_as<Query>("commits").source).kind, CatalogueTable::Kind::kCommits);
}

TEST(QueryTree, ClausesOfEveryKind) {
  const auto query = parsed_as<Query>(
      "members of SCO each 10 years during 1950 until 2020 at start according to a via b, \"P\" as reported by 2014 as known at "
      "commit 7 "
      "including planned, alleged counting predecessors possibly");
  ASSERT_EQ(query.clauses.size(), 7u);
  const auto& each = std::get<Each>(query.clauses[0].kind);
  EXPECT_EQ(each.steps.every, IntV(Int{10, {20, 22}}));
  EXPECT_EQ(each.steps.unit, Steps::Unit::kYear);
  EXPECT_EQ(each.steps.during->kind, Period::Kind::kUntil);
  EXPECT_EQ(each.steps.during->to, DateV(day(2020, 0, 0, {47, 51})));
  EXPECT_EQ(each.sampling, Sampling::kAtStart);
  const auto& according = std::get<According>(query.clauses[1].kind);
  ASSERT_EQ(according.sources.size(), 2u);
  EXPECT_EQ(std::get<Word>(*according.sources[0].via).text, "b");
  EXPECT_EQ(std::get<Text>(according.sources[1].source).value, "P");
  EXPECT_EQ(std::get<DateV>(std::get<ReportedBy>(query.clauses[2].kind).by), DateV(day(2014, 0, 0, {102, 106})));
  EXPECT_EQ(std::get<AtCommit>(std::get<KnownOn>(query.clauses[3].kind).on).number, IntV(Int{7, {126, 127}}));
  EXPECT_EQ(std::get<Including>(query.clauses[4].kind).stances, (std::vector<Stance>{Stance::kPlanned, Stance::kAlleged}));
  EXPECT_TRUE(std::holds_alternative<CountingPredecessors>(query.clauses[5].kind));
  EXPECT_EQ(std::get<Sureness>(query.clauses[6].kind), Sureness::kPossibly);
}

TEST(QueryTree, SeriesOfDaysAndSampling) {
  const auto each_of = std::get<Each>(parsed_as<Query>("states each of 2014, $d, today").clauses[0].kind);
  EXPECT_EQ(each_of.steps.days, (std::vector<DateV>{day(2014, 0, 0, {15, 19}), Param{"d", {21, 23}}, Today{{25, 30}}}));
  EXPECT_EQ(std::get<Each>(parsed_as<Query>("states each day during 2014 at end").clauses[0].kind).sampling, Sampling::kAtEnd);
  EXPECT_EQ(std::get<Each>(parsed_as<Query>("states each day during 2014 any day").clauses[0].kind).sampling, Sampling::kAnyDay);
  EXPECT_EQ(std::get<Each>(parsed_as<Query>("states each day during 2014 every day").clauses[0].kind).sampling,
            Sampling::kEveryDay);
}

Expr condition(const std::string& text) {
  return std::get<Where>(parsed_as<Query>("states | where " + text).stages.at(0).kind).condition;
}

TEST(ExprTree, PrecedenceRunsFromOrToSigns) {
  const auto expr = condition("not a and b = 1 + 2 * 3 or c");
  const auto& any = std::get<Chain>(expr.node);
  EXPECT_EQ(any.rest.at(0).op, Chain::Op::kOr);
  const auto& all = std::get<Chain>(any.first->node);
  EXPECT_EQ(all.rest.at(0).op, Chain::Op::kAnd);
  EXPECT_EQ(std::get<ast::Unary>(all.first->node).op, ast::Unary::Op::kNot);
  const auto& compare = std::get<Compare>(all.rest[0].operand->node);
  EXPECT_EQ(compare.op, Compare::Op::kEqual);
  const auto& sum = std::get<Chain>(compare.right->node);
  EXPECT_EQ(sum.rest.at(0).op, Chain::Op::kAdd);
  EXPECT_EQ(std::get<Chain>(sum.rest[0].operand->node).rest.at(0).op, Chain::Op::kMultiply);
}

TEST(ExprTree, ComparisonsOfEverySign) {
  const std::pair<const char*, Compare::Op> signs[] = {{"=", Compare::Op::kEqual},   {"!=", Compare::Op::kNotEqual},
                                                       {"<", Compare::Op::kLess},    {"<=", Compare::Op::kLessEqual},
                                                       {">", Compare::Op::kGreater}, {">=", Compare::Op::kGreaterEqual}};
  for (const auto& [sign, op] : signs) {
    EXPECT_EQ(std::get<Compare>(condition("a " + std::string(sign) + " 1").node).op, op) << sign;
  }
}

TEST(ExprTree, ListsQueriesPatternsAndWhatIsMissing) {
  const auto in = std::get<In>(condition("actor not in [Turkey, $l]").node);
  EXPECT_TRUE(in.negated);
  EXPECT_EQ(std::get<std::vector<Expr>>(in.set).size(), 2u);
  EXPECT_TRUE(std::holds_alternative<Nested>(std::get<In>(condition("actor in (members of SCO)").node).set));
  EXPECT_TRUE(std::get<Like>(condition("name not like \"%x\"").node).negated);
  EXPECT_FALSE(std::get<IsMissing>(condition("began is missing").node).negated);
  EXPECT_TRUE(std::get<IsMissing>(condition("began is not missing").node).negated);
}

TEST(ExprTree, TestsOfARow) {
  EXPECT_TRUE(std::holds_alternative<ast::Test>(condition("dialogue partner of SCO on (day - 1)").node));
  const auto test = std::get<ast::Test>(condition("dialogue partner of SCO on day").node);
  EXPECT_EQ(test.role, phrase("dialogue partner", {15, 31}));
  EXPECT_EQ(std::get<Word>((*test.on)->node).text, "day");
  const auto began = std::get<InBody>(condition("began in EU on today").node);
  EXPECT_EQ(began.what, InBody::What::kBegan);
  EXPECT_EQ(std::get<ConstantExpr>((*began.on)->node).value, Constant::kToday);
  EXPECT_EQ(std::get<Size>(condition("size(\"observer\")").node).role, Role(RolePhrase{"observer", true, {20, 30}}));
}

TEST(ExprTree, LiteralsKeepTheirKind) {
  EXPECT_EQ(std::get<Number>(condition("1.50").node).digits, "1.50");
  EXPECT_EQ(std::get<Date>(condition("2014-10").node), day(2014, 10, 0, {15, 22}));
  EXPECT_EQ(std::get<Text>(condition("\"say \"\"a\"\"\"").node).value, "say \"a\"");
  EXPECT_EQ(std::get<Name>(condition("Sri  Lanka").node).text, "Sri Lanka");
  EXPECT_EQ(std::get<Name>(condition("cow:640").node), (Name{"cow", "640", {15, 22}}));
  EXPECT_EQ(std::get<Call>(condition("years(a, b)").node).arguments.size(), 2u);
  EXPECT_EQ(std::get<ast::Unary>(condition("-1").node).op, ast::Unary::Op::kNegate);
}

TEST(StageTree, EveryStage) {
  const auto query = parsed_as<Query>(
      "states | select name, x = 1 | derive y = 2 | sort a desc, b | take 3 by body | skip 1 | distinct a, b | count by a "
      "| group by a (n = count, d = count(distinct b), l = list(c)) | left join (states) on a | without (actors) on a, b | pivot v "
      "by w | diff with on 2014");
  ASSERT_EQ(query.stages.size(), 12u);
  const auto& select = std::get<Select>(query.stages[0].kind);
  EXPECT_FALSE(select.items.at(0).name);
  EXPECT_EQ(select.items.at(1).name->text, "x");
  const auto& sort = std::get<Sort>(query.stages[2].kind);
  EXPECT_TRUE(sort.keys.at(0).descending);
  EXPECT_FALSE(sort.keys.at(1).descending);
  EXPECT_EQ(std::get<Take>(query.stages[3].kind).by.at(0).text, "body");
  EXPECT_EQ(std::get<Distinct>(query.stages[5].kind).columns.size(), 2u);
  const auto& group = std::get<Group>(query.stages[7].kind);
  EXPECT_EQ(group.aggregates.at(0).fn, Aggregate::Fn::kCount);
  EXPECT_EQ(group.aggregates.at(1).fn, Aggregate::Fn::kCountDistinct);
  EXPECT_EQ(group.aggregates.at(2).fn, Aggregate::Fn::kList);
  EXPECT_EQ(std::get<Join>(query.stages[8].kind).kind, Join::Kind::kLeft);
  EXPECT_EQ(std::get<Join>(query.stages[9].kind).kind, Join::Kind::kWithout);
  EXPECT_EQ(std::get<Join>(query.stages[9].kind).on.size(), 2u);
  EXPECT_EQ(std::get<Pivot>(query.stages[10].kind).by.text, "w");
  EXPECT_EQ(std::get<Diff>(query.stages[11].kind).clauses.size(), 1u);
}

}  // namespace
}  // namespace entente::tests
