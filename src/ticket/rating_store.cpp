#include "ticket/rating_store.h"

#include "db/check_table.h"
#include "db/marks.h"

namespace baton {
namespace {

constexpr std::string_view field = "ticket_ratings.said";

// What a person wrote.
struct Said {
    std::string comment;
    std::vector<Text<1, 30>> tags;
};
DESCRIBE(Said, (), (comment, tags));

struct RatingRow {
    TicketId ticket_id{};
    std::int64_t score = 0;
    std::vector<RatingAnswerView> answers;
    db::Blob said;
    Timestamp rated_at{};
    Timestamp changed_at{};
};
DESCRIBE(RatingRow, (), (ticket_id, score, answers, said, rated_at, changed_at));

Rating opened(Tx& tx, RatingRow row) {
    auto said = read_json<Said>(parse_json(tx.vault().decrypt(tx.tenant(), field, row.said)));
    return {row.ticket_id,        row.score,    std::move(row.answers), std::move(said.comment),
            std::move(said.tags), row.rated_at, row.changed_at};
}

db::Blob sealed(Tx& tx, Said const& said) { return tx.vault().encrypt(tx.tenant(), field, to_json_text(said)); }

} // namespace
} // namespace baton

namespace baton::db {
template <> inline constexpr std::string_view table<RatingRow> = "ticket_ratings";
template <> inline constexpr std::string_view table<RatingQuestion> = "rating_questions";
} // namespace baton::db

namespace baton {

void save_rating(Tx& tx, Rating const& r) {
    tx.exec("insert into ticket_ratings (tenant_id, ticket_id, score, answers, said, rated_at, changed_at)"
            " values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, ticket_id)"
            " do update set score = $3, answers = $4, said = $5, changed_at = $7",
            tx.tenant(), r.ticket_id, r.score, r.answers, sealed(tx, {r.comment, r.tags}), r.rated_at, r.changed_at);
}

std::optional<Rating> rating_of(Tx& tx, TicketId ticket) {
    auto found = ratings_of(tx, {ticket});
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Rating> ratings_of(Tx& tx, std::vector<TicketId> const& tickets) {
    std::vector<Rating> ratings;
    if (tickets.empty()) return ratings;
    db::Params params;
    std::string sql = "select " + db::columns<RatingRow>() + " from ticket_ratings where tenant_id = ";
    sql += params.mark(tx.tenant());
    sql += " and ticket_id in " + list_of(params, tickets);
    tx.query_with(sql, params,
                  [&](db::Row const& row) { ratings.push_back(opened(tx, db::read_row<RatingRow>(row))); });
    return ratings;
}

void erase_rating(Tx& tx, TicketId ticket) {
    tx.exec("update ticket_ratings set said = $3 where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket,
            sealed(tx, {}));
}

void insert_question(Tx& tx, RatingQuestion const& question) { tx.insert(question); }

void save_question(Tx& tx, RatingQuestion const& q) { tx.update<RatingQuestion>(q.id, q); }

std::optional<RatingQuestion> find_question(Tx& tx, RatingQuestionId id) {
    return tx.find<RatingQuestion>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::vector<RatingQuestion> rating_questions(Tx& tx) {
    return tx.select<RatingQuestion>("where tenant_id = $1 and archived_at is null order by position, id", tx.tenant());
}

std::vector<RatingQuestion> rating_questions(Tx& tx, TypeId for_type) {
    return tx.select<RatingQuestion>("where tenant_id = $1 and archived_at is null"
                                     " and (type_id is null or type_id = $2) order by position, id",
                                     tx.tenant(), for_type);
}

void check_rating_tables(Tx& tx) {
    db::check_table<RatingRow>(tx);
    db::check_table<RatingQuestion>(tx);
}

} // namespace baton
