// The questions customers are asked with a rating: written by administrators.
#include "ticket/rating_store.h"
#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

void record_question(Tx& tx, Actor const& actor, RatingQuestion const& q, std::string_view field, json::value before,
                     json::value after, Timestamp now) {
    record_change(tx, actor, EventKind::portal_changed,
                  {{"question_id", std::to_string(q.id.value)},
                   {"field", field},
                   {"before", std::move(before)},
                   {"after", std::move(after)}},
                  now);
}

void check_type(Tx& tx, RatingQuestionFields const& fields) {
    if (!fields.type_id) return;
    auto const types = all_types(tx);
    if (std::ranges::find(types, *fields.type_id, &Type::id) == types.end())
        throw Error(ErrorCode::invalid, "type_id", "There is no such ticket type.");
}

RatingQuestion load_for_change(Tx& tx, RatingQuestionId id) {
    auto question = find_question(tx, id);
    if (!question) throw Error(ErrorCode::not_found, "There is no such question.");
    if (question->archived_at) throw Error(ErrorCode::conflict, "This question is archived.");
    return *std::move(question);
}

} // namespace

RatingQuestion create_rating_question(Tx& tx, Actor const& actor, RatingQuestionFields const& fields, Timestamp now) {
    actor.require(Permission::settings_manage);
    check_type(tx, fields);
    if (rating_questions(tx).size() >= max_rating_questions)
        throw Error(ErrorCode::conflict, "There are 20 questions already. Nobody answers more.");
    RatingQuestion const question{fields, tx.next_id<RatingQuestionId>(now), {}, 1};
    insert_question(tx, question);
    record_question(tx, actor, question, "question", nullptr, to_json(fields), now);
    return question;
}

RatingQuestion edit_rating_question(Tx& tx, Actor const& actor, RatingQuestionId id, json::object const& changes,
                                    std::int64_t version, Timestamp now) {
    actor.require(Permission::settings_manage);
    auto question = load_for_change(tx, id);
    if (question.version != version) {
        Error error(ErrorCode::conflict, "The question was changed meanwhile.");
        error.current = to_json(question);
        throw error;
    }
    RatingQuestionFields const before = question;
    auto after = before;
    patch_json(changes, after);
    check_type(tx, after);
    if (before == after) return question;
    static_cast<RatingQuestionFields&>(question) = after;
    ++question.version;
    save_question(tx, question);
    for (auto const& d : diff(before, after)) record_question(tx, actor, question, d.field, d.before, d.after, now);
    return question;
}

void archive_rating_question(Tx& tx, Actor const& actor, RatingQuestionId id, Timestamp now) {
    actor.require(Permission::settings_manage);
    auto question = load_for_change(tx, id);
    question.archived_at = now;
    ++question.version;
    save_question(tx, question);
    record_question(tx, actor, question, "archived", false, true, now);
}

} // namespace baton
