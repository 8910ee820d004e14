// Names for who completes what somebody types.
#include "tests/session/support.h"

namespace entente::tests {
namespace {

class OfferNames : public WorldTest {};

std::string offered(const Asking& world, NameKind kind, std::string_view begins, std::size_t count_max = 10) {
  std::string out;
  for (const auto& offer : world.session.names_beginning(kind, begins, count_max))
    out += (out.empty() ? "" : ", ") + offer.written + (offer.name.empty() ? "" : "=" + offer.name);
  return out;
}

TEST_F(OfferNames, ByKeyThenByName) {
  EXPECT_EQ(offered(world, NameKind::kActor, "tur"), "TUR=Türkiye");
  EXPECT_EQ(offered(world, NameKind::kActor, "TÜRK"), "TUR=Türkiye");
  EXPECT_EQ(offered(world, NameKind::kActor, "korea"), "KOR=South Korea, PRK=North Korea");
  EXPECT_EQ(offered(world, NameKind::kActor, "cn"), "CHN=China");
  EXPECT_EQ(offered(world, NameKind::kActor, "", 2), "CHN=China, IND=India");
  EXPECT_EQ(offered(world, NameKind::kBody, "treaty"), "NATO=North Atlantic Treaty Organization");
  EXPECT_EQ(offered(world, NameKind::kBody, "tur"), "");
  EXPECT_EQ(offered(world, NameKind::kThing, "\"s"), "SCO=Shanghai Cooperation Organisation, KOR=South Korea");
}

TEST_F(OfferNames, OfRolesSourcesTopicsAndCodes) {
  EXPECT_EQ(offered(world, NameKind::kRole, "d"), "dialogue partner");
  EXPECT_EQ(offered(world, NameKind::kRoles, ""), "members, observers, dialogue partners, chairs");
  EXPECT_EQ(offered(world, NameKind::kSource, "n"), "news=News");
  EXPECT_EQ(offered(world, NameKind::kPublisher, "ag"), "\"Agency\"");
  EXPECT_EQ(offered(world, NameKind::kTopic, "sec"), "security");
  EXPECT_EQ(offered(world, NameKind::kCodeSystem, "co"), "cow");
}

TEST_F(OfferNames, OfTheSession) {
  world.session.set_parameter("who", std::string("China"));
  EXPECT_EQ(world.ask("let mine = members of SCO"), "");
  EXPECT_EQ(offered(world, NameKind::kLet, "m"), "mine");
  EXPECT_EQ(offered(world, NameKind::kParameter, "$w"), "$who");
}

TEST_F(OfferNames, SeeWhatWasJustCommittedAndWriteQuotes) {
  EXPECT_EQ(world.ask("define group \"arctic states\" named \"Arctic states\""), "");
  EXPECT_EQ(offered(world, NameKind::kBody, "Arc"), "\"arctic states\"=Arctic states");
}

}  // namespace
}  // namespace entente::tests
