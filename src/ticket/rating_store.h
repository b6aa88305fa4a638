// Rows in, rows out: the only place that knows the tables of ratings and their questions. What a customer wrote is
// ciphertext there.
#pragma once
#include "ticket/rating.h"

namespace baton {

// The one there is, or a first one.
void save_rating(Tx&, Rating const&);
void insert_question(Tx&, RatingQuestion const&);
void save_question(Tx&, RatingQuestion const&);
// Archived ones too.
std::optional<RatingQuestion> find_question(Tx&, RatingQuestionId);

} // namespace baton
