// Settings 设置 as they stand in one file: how a company works, without its people, secrets and tickets. Things are
// named by what people call them (the path of a department or type, the key of a field or status), never by ids, so
// that files of two servers can be compared line by line and taken from one to the other. Values and pure rules.
#pragma once
#include "canned_response/canned_response.h"
#include "customer/profile.h"
#include "form/form.h"
#include "role/role.h"
#include "tag/tag.h"
#include "tenant/tenant.h"
#include "ticket_template/ticket_template.h"
#include "type/service.h"
#include "view/view.h"

namespace baton {

inline constexpr std::string_view settings_format = "baton.settings";
inline constexpr std::int64_t settings_version = 1; // of the file; goes up when an older program would misread it

using SettingPath = Text<1, 2'000>;

struct DepartmentSetting {
    SettingPath path; // "客服部/一线"; see setting/names.h
    DepartmentRouting routing = DepartmentRouting::least_load;
};
DESCRIBE(DepartmentSetting, (), (path, routing));

struct TypeSetting {
    Text<1, 200> path;
    SettingPath department;
    Priority priority = Priority::normal;
    bool is_public = false;
    bool is_sensitive = false;
    std::vector<RequiredSkill> required_skills;
    std::optional<Text<1, 60>> number_pattern; // absent: that of the type above
    PriorityLabels priority_labels;
    std::vector<NewField> fields;                // its own, in their order
    std::vector<TicketTemplateFields> templates; // by name
};
DESCRIBE(TypeSetting, (),
         (path, department, priority, is_public, is_sensitive, required_skills, number_pattern, priority_labels, fields,
          templates));

struct StatusSetting : StatusFields {
    Text<1, 50> key;
    std::optional<StatusCategory> category;
    std::optional<Text<1, 200>> type; // path; absent: for types without own ones in the category
};
DESCRIBE(StatusSetting, (StatusFields), (key, category, type));

struct ReplySetting : CannedResponseFields {
    std::optional<SettingPath> department; // absent: everyone's
};
DESCRIBE(ReplySetting, (CannedResponseFields), (department));

struct QuestionSetting {
    Text<1, 200> text;
    std::optional<Text<1, 200>> type; // path; absent: for all types
    std::int64_t position = 0;
};
DESCRIBE(QuestionSetting, (), (text, type, position));

// The words of GET /tickets, with names.
struct ViewWords {
    std::vector<std::string> status;
    std::vector<SettingPath> department;
    std::vector<std::string> assignee; // me, none, or @ and a login
    std::vector<Text<1, 200>> type;
    std::vector<Priority> priority;
    std::vector<std::string> tag;
    std::map<std::string, std::vector<std::string>> field;
    std::optional<std::string> snoozed;
    bool operator==(ViewWords const&) const = default;
};
DESCRIBE(ViewWords, (), (status, department, assignee, type, priority, tag, field, snoozed));

struct ViewSetting {
    Text<1, 100> name;
    ViewWords filter;
    std::optional<std::string> sort;
    std::int64_t position = 0;
    std::optional<SettingPath> department; // absent: everyone's
};
DESCRIBE(ViewSetting, (), (name, filter, sort, position, department));

// What is there but not in the file, and why.
struct LeftOut {
    std::string setting;
    std::string reason;
};
DESCRIBE(LeftOut, (), (setting, reason));

// What a file does not have is left as it is.
struct SettingsFile {
    Text<1, 50> format;
    std::int64_t version = 0;
    std::optional<Company> company;
    std::optional<CustomerRules> portal;
    std::vector<RoleFields> roles;
    std::vector<DepartmentSetting> departments;
    std::vector<NewAttribute> customer_attributes;
    std::vector<TypeSetting> types;
    std::vector<StatusSetting> statuses;
    std::vector<SlaTarget> targets;
    std::vector<TagFields> tags;
    std::vector<ReplySetting> canned_responses;
    std::vector<QuestionSetting> rating_questions;
    std::vector<ViewSetting> views;
    std::vector<LeftOut> left_out; // of the server it comes from; not read
};
DESCRIBE(SettingsFile, (),
         (format, version, company, portal, roles, departments, customer_attributes, types, statuses, targets, tags,
          canned_responses, rating_questions, views, left_out));
void check(SettingsFile const&, Problems&);

// The file as text: one value a line, members in the order above, whatever has names of its own in the order of these.
// The same settings are the same text.
std::string text_of(SettingsFile const&);

BOOST_DEFINE_ENUM_CLASS(SettingKind, company, portal, role, department, customer_attribute, type, field, template_,
                        status, target, tag, canned_response, rating_question, view)
BOOST_DEFINE_ENUM_CLASS(SettingOutcome, added, changed, same)

struct SettingChange {
    std::string field;
    json::value before, after;
};
DESCRIBE(SettingChange, (), (field, before, after));

// One setting of a file, beside what is here.
struct ComparedSetting {
    SettingKind kind = SettingKind::company;
    std::string name;  // as people call it; "" for what there is one of
    std::string place; // in the file: types[3].fields[2]
    SettingOutcome outcome = SettingOutcome::same;
    std::vector<SettingChange> changes; // of a changed one
};
DESCRIBE(ComparedSetting, (), (kind, name, place, outcome, changes));

// One that is here and not in the file: it stays as it is.
struct UnnamedSetting {
    SettingKind kind = SettingKind::company;
    std::string name;
};
DESCRIBE(UnnamedSetting, (), (kind, name));

struct SettingRefusal {
    std::string place; // types[3].fields[2].kind
    std::string message;
};
DESCRIBE(SettingRefusal, (), (place, message));

struct SettingsComparison {
    std::vector<ComparedSetting> settings; // in the order of the file
    std::vector<UnnamedSetting> left_alone;
    std::vector<SettingRefusal> refusals; // while there are any, nothing of the file can be imported
    std::string compared;                 // of this file and what is here now: what an import is asked for by
};
DESCRIBE(SettingsComparison, (), (settings, left_alone, refusals, compared));

// How each is called, and found again on another server. Several of the same name are matched in their order.
std::string setting_name(RoleFields const&);
std::string setting_name(DepartmentSetting const&);
std::string setting_name(NewAttribute const&);
std::string setting_name(TypeSetting const&);
std::string setting_name(NewField const&);
std::string setting_name(TicketTemplateFields const&);
std::string setting_name(StatusSetting const&);
std::string setting_name(SlaTarget const&);
std::string setting_name(TagFields const&);
std::string setting_name(ReplySetting const&);
std::string setting_name(QuestionSetting const&);
std::string setting_name(ViewSetting const&);

} // namespace baton
