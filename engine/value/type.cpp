#include "engine/value/type.h"

namespace entente {

std::string_view describe(const Type& type) {
  switch (type.kind) {
    case Type::Kind::kMissing:
      return "missing";
    case Type::Kind::kText:
      return "a text";
    case Type::Kind::kInteger:
    case Type::Kind::kDecimal:
      return "a number";
    case Type::Kind::kTruth:
      return "true or false";
    case Type::Kind::kDay:
    case Type::Kind::kDateRange:
    case Type::Kind::kPeriod:
    case Type::Kind::kBegan:
    case Type::Kind::kEnded:
      return "a date";
    case Type::Kind::kDayCount:
      return "a number of days";
    case Type::Kind::kActor:
      return "an actor";
    case Type::Kind::kBody:
      return "a body";
    case Type::Kind::kRole:
      return "a role";
    case Type::Kind::kSource:
      return "a source";
    case Type::Kind::kWord:
      return "a word";
    case Type::Kind::kList:
      return "a list";
    case Type::Kind::kName:
    case Type::Kind::kEntityName:
      return "a name";
  }
  return "a value";
}

std::string_view type_word(const Type& type) {
  switch (type.kind) {
    case Type::Kind::kMissing:
      return "missing";
    case Type::Kind::kText:
      return "text";
    case Type::Kind::kInteger:
    case Type::Kind::kDecimal:
      return "number";
    case Type::Kind::kTruth:
      return "truth value";
    case Type::Kind::kDay:
    case Type::Kind::kDateRange:
    case Type::Kind::kPeriod:
    case Type::Kind::kBegan:
    case Type::Kind::kEnded:
      return "date";
    case Type::Kind::kDayCount:
      return "days";
    case Type::Kind::kActor:
      return "actor";
    case Type::Kind::kBody:
      return "body";
    case Type::Kind::kRole:
      return "role";
    case Type::Kind::kSource:
      return "source";
    case Type::Kind::kWord:
      return "word";
    case Type::Kind::kList:
      return "list";
    case Type::Kind::kName:
    case Type::Kind::kEntityName:
      return "name";
  }
  return "";
}

}  // namespace entente
