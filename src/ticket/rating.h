// Ratings 满意度: what a customer says of a finished ticket, one per ticket, his to change for seven days. Questions
// are what he may be asked besides; administrators write them.
#pragma once
#include "ticket/service.h"

namespace baton {

struct RatingQuestionTag;
using RatingQuestionId = Id<RatingQuestionTag>;

inline constexpr std::int64_t highest_score = 5, rating_editable_s = 7 * 86'400;
inline constexpr std::size_t max_rating_tags = 10, max_rating_questions = 20;

struct RatingAnswer {
    RatingQuestionId question{};
    std::int64_t score = 0; // 1..5
};
DESCRIBE(RatingAnswer, (), (question, score));

struct RatingInput {
    std::optional<std::int64_t> score; // 1..5
    std::optional<Text<0, 5'000>> comment;
    std::vector<Text<1, 30>> tags;
    std::vector<RatingAnswer> answers;
};
DESCRIBE(RatingInput, (), (score, comment, tags, answers));
void check(RatingInput const&, Problems&);

struct RatingAnswerView {
    RatingQuestionId question{};
    std::string text;
    std::int64_t score = 0;
};
DESCRIBE(RatingAnswerView, (), (question, text, score));

struct RatingView {
    std::int64_t score = 0;
    std::string comment;
    std::vector<Text<1, 30>> tags;
    std::vector<RatingAnswerView> answers;
    Timestamp at{};
};
DESCRIBE(RatingView, (), (score, comment, tags, answers, at));

// As it is stored.
struct Rating {
    TicketId ticket_id{};
    std::int64_t score = 0;
    std::vector<RatingAnswerView> answers;
    std::string comment;
    std::vector<Text<1, 30>> tags;
    Timestamp rated_at{};
    Timestamp changed_at{};
};

inline bool may_rate_again(std::optional<Rating> const& rating, Timestamp now) {
    return !rating || after_seconds(rating->rated_at, rating_editable_s) > now;
}

// By the customer whose ticket it is. Error::conflict while it is not finished, and once the rating stands for good.
Ticket rate_ticket(Tx&, Actor const&, RatingInput const&, Timestamp now);
std::optional<Rating> rating_of(Tx&, TicketId);
// Those of a page of tickets that have one.
std::vector<Rating> ratings_of(Tx&, std::vector<TicketId> const&);
RatingView view(Rating const&);
// Erasure of a person: the score stays, for it is counted, and nothing he wrote.
void erase_rating(Tx&, TicketId);

struct RatingQuestionFields {
    Text<1, 200> text;
    std::optional<TypeId> type_id; // absent: for all types
    std::int64_t position = 0;
    bool operator==(RatingQuestionFields const&) const = default;
};
DESCRIBE(RatingQuestionFields, (), (text, type_id, position));

struct RatingQuestion : RatingQuestionFields {
    RatingQuestionId id{};
    std::optional<Timestamp> archived_at; // asked no more; answers stay
    std::int64_t version = 1;
};
DESCRIBE(RatingQuestion, (RatingQuestionFields), (id, archived_at, version));

// In order, those not archived; for_type: those that its customers are asked.
std::vector<RatingQuestion> rating_questions(Tx&);
std::vector<RatingQuestion> rating_questions(Tx&, TypeId for_type);
RatingQuestion create_rating_question(Tx&, Actor const&, RatingQuestionFields const&, Timestamp now);
RatingQuestion edit_rating_question(Tx&, Actor const&, RatingQuestionId, json::object const& changes,
                                    std::int64_t version, Timestamp now);
void archive_rating_question(Tx&, Actor const&, RatingQuestionId, Timestamp now);

// Throws db::DbError naming a missing column.
void check_rating_tables(Tx&);

} // namespace baton
