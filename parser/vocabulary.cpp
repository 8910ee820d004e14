// The lists of words.h that are read off the grammar, by a walk through its rules.
#include <set>

#include "parser/grammar/statements.h"
#include "parser/tree.h"
#include "parser/words.h"

namespace entente {
namespace {

/// Goes down from a rule to all that it is made of, and notes the words.
class Walk {
 public:
  template <class Rule>
  void visit() {
    if (!seen_.insert(rule_id<Rule>()).second) {
      return;
    }
    if constexpr (requires { Rule::kWords; }) {
      for (const std::string_view word : Rule::kWords) {
        if (word[0] >= 'a' && word[0] <= 'z') {
          words_.insert(word);
        }
      }
    }
    visit_all(typename Rule::subs_t());
  }

  [[nodiscard]] std::vector<std::string_view> words() const { return {words_.begin(), words_.end()}; }

 private:
  template <class... Rules>
  void visit_all(tao::pegtl::type_list<Rules...> /*rules*/) {
    (visit<Rules>(), ...);
  }

  std::set<RuleId> seen_;
  std::set<std::string_view> words_;
};

template <class... Rules>
std::vector<std::string_view> words_below() {
  Walk walk;
  (walk.visit<Rules>(), ...);
  return walk.words();
}

}  // namespace

std::vector<std::string_view> language_words() { return words_below<grammar::Script>(); }
std::vector<std::string_view> clause_words() { return words_below<grammar::Clause>(); }
std::vector<std::string_view> recording_words() {
  using namespace grammar;
  return words_below<Define, Record, End, Suspend, Retract, Event, Provision, Import, Export, Dump, Restore, Backup, Compact, Check,
                     Stats>();
}

}  // namespace entente
