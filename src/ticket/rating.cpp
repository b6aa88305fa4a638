#include "ticket/rating.h"

#include "ticket/change.h"
#include "ticket/customer_side.h"
#include "ticket/rating_store.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr auto score_sentence = "must be from 1 to 5";

bool is_score(std::int64_t score) { return score >= 1 && score <= highest_score; }

// Each question once, and only those that customers with this ticket are asked.
std::vector<RatingAnswerView> answered(Tx& tx, Ticket const& t, RatingInput const& input) {
    std::vector<RatingAnswerView> answers;
    if (input.answers.empty()) return answers;
    auto const asked = rating_questions(tx, t.type_id);
    Problems problems;
    for (std::size_t i = 0; i < input.answers.size(); ++i) {
        auto const& [question, score] = input.answers[i];
        auto const path = fmt::format("answers[{}].question", i);
        auto const it = std::ranges::find(asked, question, &RatingQuestion::id);
        if (it == asked.end()) problems.add(path, "There is no such question.");
        else if (std::ranges::find(answers, question, &RatingAnswerView::question) != answers.end())
            problems.add(path, "is there twice");
        else answers.push_back({question, it->text, score});
    }
    problems.raise();
    return answers;
}

} // namespace

void check(RatingInput const& input, Problems& problems) {
    if (!problems.has("score") && (!input.score || !is_score(*input.score))) problems.add("score", score_sentence);
    if (input.tags.size() > max_rating_tags) problems.add("tags", "must have at most 10 entries");
    if (input.answers.size() > max_rating_questions) problems.add("answers", "must have at most 20 entries");
    for (std::size_t i = 0; i < input.answers.size(); ++i)
        if (!is_score(input.answers[i].score)) problems.add(fmt::format("answers[{}].score", i), score_sentence);
}

Ticket rate_ticket(Tx& tx, Actor const& actor, RatingInput const& input, Timestamp now) {
    auto t = ticket_of_customer(tx, actor, now);
    auto const before = rating_of(tx, t.id);
    if (!is_finished(t.status_category)) refuse(tx, t, "You can rate it once it is solved.", now);
    if (!may_rate_again(before, now)) refuse(tx, t, "The rating stands: it could be changed for seven days.", now);
    Rating const rating{t.id,
                        *input.score,
                        answered(tx, t, input),
                        input.comment.value_or(""),
                        input.tags,
                        before ? before->rated_at : now,
                        now};
    save_rating(tx, rating);
    auto event = event_of(actor, t, EventKind::rated, {{"score", rating.score}, {"tags", to_json(rating.tags)}});
    if (before) event.content.data["score_before"] = before->score;
    event.visibility = Visibility::public_;
    event.content.body = rating.comment;
    record(tx, std::move(event), now);
    save(tx, t, now);
    return t;
}

RatingView view(Rating const& r) { return {r.score, r.comment, r.tags, r.answers, r.changed_at}; }

} // namespace baton
