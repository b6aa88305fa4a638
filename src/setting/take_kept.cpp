// What people keep for others: canned responses, rating questions, views.
#include "canned_response/service.h"
#include "setting/taking.h"
#include "ticket/rating.h"
#include "user/service.h"
#include "view/service.h"

namespace baton {
namespace {

Shared shared_with(Taking& t, std::optional<SettingPath> const& department) {
    if (!department) return {Sharing::everyone, {}};
    return {Sharing::department, t.names.department(*department, "department")};
}

RatingQuestionFields question_fields(Taking& t, QuestionSetting const& wanted) {
    RatingQuestionFields fields{wanted.text, {}, wanted.position};
    if (wanted.type) fields.type_id = t.names.type(*wanted.type, "type");
    return checked(fields);
}

std::string assignee_meant(Tx& tx, std::string const& word) {
    if (!word.starts_with('@')) {
        if (word == "me" || word == "none") return word;
        throw Error(ErrorCode::invalid, "", "must be me, none, or @ and a login");
    }
    auto const person = user_by_login(tx, word.substr(1));
    if (!person) throw Error(ErrorCode::invalid, "", "There is nobody with the login " + word.substr(1) + ".");
    return std::to_string(person->id.value);
}

// f(word) for each, with its place when it is refused.
template <class Words, class F> auto each_meant(Words const& words, std::string const& field, Problems& problems, F f) {
    std::vector<decltype(f(words[0]))> meant;
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const place = field + "[" + std::to_string(i) + "]";
        try {
            meant.push_back(f(words[i]));
        } catch (Error const& error) {
            problems.add(place, error.what());
        }
    }
    return meant;
}

ViewFields view_fields(Taking& t, ViewSetting const& wanted) {
    auto const& words = wanted.filter;
    Problems problems;
    TicketWords filter{words.status, {}, {}, {}, words.priority, words.tag, words.field, words.snoozed};
    filter.department_id = each_meant(words.department, "filter.department", problems,
                                      [&](std::string const& path) { return t.names.department(path, ""); });
    filter.type_id = each_meant(words.type, "filter.type", problems,
                                [&](std::string const& path) { return t.names.type(path, ""); });
    filter.assignee_id = each_meant(words.assignee, "filter.assignee", problems,
                                    [&](std::string const& word) { return assignee_meant(t.tx, word); });
    problems.raise();
    return {wanted.name, filter, wanted.sort, wanted.position};
}

} // namespace

void take_replies(Taking& t, SettingsFile const& file) {
    std::vector<LeftOut> elsewhere;
    settle(
        t,
        compare(t, SettingKind::canned_response, "canned_responses", file.canned_responses,
                kept_replies(t.tx, t.names, elsewhere)),
        [&](ReplySetting const& wanted) {
            NewCannedResponse const input{wanted, shared_with(t, wanted.department)};
            create_canned_response(t.tx, t.actor, checked(input), t.now);
        },
        [&](Kept<ReplySetting> const& here, ReplySetting const& wanted) {
            edit_canned_response(t.tx, t.actor, CannedResponseId{here.id},
                                 to_json<CannedResponseFields>(wanted).as_object(), here.version, t.now);
        });
}

void take_questions(Taking& t, SettingsFile const& file) {
    std::vector<LeftOut> elsewhere;
    settle(
        t,
        compare(t, SettingKind::rating_question, "rating_questions", file.rating_questions,
                kept_questions(t.tx, t.names, elsewhere)),
        [&](QuestionSetting const& wanted) {
            create_rating_question(t.tx, t.actor, question_fields(t, wanted), t.now);
        },
        [&](Kept<QuestionSetting> const& here, QuestionSetting const& wanted) {
            edit_rating_question(t.tx, t.actor, RatingQuestionId{here.id},
                                 to_json(question_fields(t, wanted)).as_object(), here.version, t.now);
        });
}

void take_views(Taking& t, SettingsFile const& file) {
    std::vector<LeftOut> elsewhere;
    settle(
        t, compare(t, SettingKind::view, "views", file.views, kept_views(t.tx, t.names, elsewhere)),
        [&](ViewSetting const& wanted) {
            NewView const input{view_fields(t, wanted), shared_with(t, wanted.department)};
            create_view(t.tx, t.actor, checked(input), t.now);
        },
        [&](Kept<ViewSetting> const& here, ViewSetting const& wanted) {
            edit_view(t.tx, t.actor, ViewId{here.id}, to_json(view_fields(t, wanted)).as_object(), here.version, t.now);
        });
}

} // namespace baton
