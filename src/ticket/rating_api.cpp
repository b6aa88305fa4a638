#include "ticket/rating_api.h"

#include "ticket/rating.h"

namespace baton {
namespace {

api::Page<RatingQuestion> list(Tx& tx, api::Call<> const&) { return {rating_questions(tx), std::nullopt}; }

RatingQuestion create(Tx& tx, api::Call<RatingQuestionFields> const& call) {
    return create_rating_question(tx, call.actor, call.body, call.now);
}

RatingQuestion edit(Tx& tx, api::Call<api::Patch<RatingQuestionFields>, api::None, api::IdPath> const& call) {
    return edit_rating_question(tx, call.actor, api::path_id<RatingQuestionId>(call.path.id), call.body.changes,
                                call.body.version, call.now);
}

api::None archive(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    archive_rating_question(tx, call.actor, api::path_id<RatingQuestionId>(call.path.id), call.now);
    return {};
}

} // namespace

void add_rating_question_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/rating-questions", api::signed_in, "What customers are asked with a rating, in order", list);
    routes.write(post, "/rating-questions", manage, 201, "Ask one more, for all types or one", create);
    routes.write(patch, "/rating-questions/{id}", manage, 200, "Change a question", edit);
    routes.write(del, "/rating-questions/{id}", manage, 204, "Archive a question; answers stay", archive);
}

} // namespace baton
