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

/// Puts sets into the lists of the question, and names some of its parts by lets.
void add_lists(Chance& chance, Calendar& calendar, const World& world, Query& query);

}  // namespace entente::oracle
