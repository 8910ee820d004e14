// The parts of random questions.
#pragma once

#include "tests/oracle/generate_clauses.h"

namespace entente::oracle {

/// One or two of `count` things.
std::vector<int> some(Chance& chance, std::size_t count);

Node random_set(Chance& chance, Calendar& calendar, const World& world, bool bodies, int depth);
/// No part, and nothing in braces or of the catalogue.
bool is_asked_of_claims(const Node& node);
Node random_catalogue(Chance& chance, const World& world, bool bodies);

/// A filter now and then, counts and order now and then, and `diff` behind some.
void add_stages(Chance& chance, Calendar& calendar, const World& world, Query& query);

/// What the rows of a question have, for the stages that may follow.
struct Shape {
  std::vector<std::string> columns;  // that take part in `by` and `distinct`
  bool has_rows = false;             // memberships
  bool has_actor = false;
  bool has_body = false;
  bool has_period = false;
};
Shape shape_of(const Query& query);

/// Another question beside the rows so far.
void add_join(Chance& chance, Calendar& calendar, const World& world, Query& query);
/// Groups, and a pivot of them now and then; or a pivot of rows. False: nothing that `diff` could show after it.
bool add_group(Chance& chance, Query& query);

/// Puts sets into the lists of the question, and names some of its parts by lets.
void add_lists(Chance& chance, Calendar& calendar, const World& world, Query& query);

}  // namespace entente::oracle
