// How `--param NAME=VALUE` is read.
#include "shell/parameters.h"

#include <gtest/gtest.h>

namespace entente::shell::tests {
namespace {

using List = std::vector<std::string>;

struct Case {
  const char* name;
  const char* definition;
  std::optional<Parameter> value;  // of $x
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.definition; }

class Parameters : public ::testing::TestWithParam<Case> {};

TEST_P(Parameters, AreRead) {
  const auto parameter = read_parameter(GetParam().definition);
  ASSERT_EQ(parameter.has_value(), GetParam().value.has_value());
  if (!parameter)
    return;
  EXPECT_EQ(parameter->first, "x");
  EXPECT_EQ(parameter->second, *GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    , Parameters,
    ::testing::Values(Case{"WholeNumber", "x=2014", std::int64_t{2014}}, Case{"Decimal", "x=0.8", 0.8},
                      Case{"Date", "x=2014-10-21", "2014-10-21"}, Case{"Name", "x=Sri Lanka", "Sri Lanka"},
                      Case{"Comma", "x=a,b", "a,b"}, Case{"Empty", "x=", ""}, Case{"EqualsInside", "x=a=b", "a=b"},
                      Case{"DollarBeforeTheName", "$x=1", std::int64_t{1}}, Case{"QuotedDigits", "x=\"2014\"", "2014"},
                      Case{"QuoteInQuotes", "x=\"say \"\"no\"\"\"", "say \"no\""},
                      Case{"List", "x=[Turkey, Iran]", List{"Turkey", "Iran"}}, Case{"OneItem", "x=[A]", List{"A"}},
                      Case{"EmptyList", "x=[]", List{}}, Case{"QuotedItem", "x=[\"a,b\",C]", List{"a,b", "C"}},
                      Case{"NoEquals", "x", std::nullopt}, Case{"NoName", "=1", std::nullopt},
                      Case{"TooLarge", "x=99999999999999999999", std::nullopt}, Case{"OpenQuote", "x=\"a", std::nullopt},
                      Case{"OpenQuoteInList", "x=[\"a]", std::nullopt}, Case{"TextBehindQuote", "x=\"a\"b", std::nullopt}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace entente::shell::tests
