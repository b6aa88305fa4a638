// What is set here now, as it stands in a file: one function for each kind. What a file cannot name, because it belongs
// to something archived, is added to `left_out`.
#pragma once
#include "db/tx.h"
#include "setting/names.h"
#include "setting/setting.h"

namespace baton {

// With what an edit of it is asked by.
template <class T> struct Kept {
    T value;
    std::int64_t id = 0;
    std::int64_t version = 1;
};
template <class T> using AllKept = std::vector<Kept<T>>;

AllKept<RoleFields> kept_roles(Tx&);
AllKept<DepartmentSetting> kept_departments(Tx&, Names const&);
AllKept<NewAttribute> kept_attributes(Tx&);
AllKept<TypeSetting> kept_types(Tx&, Names const&); // without their fields and templates
AllKept<NewField> kept_fields(Tx&, TypeId);
AllKept<TicketTemplateFields> kept_templates(Tx&, TypeId);
AllKept<StatusSetting> kept_statuses(Tx&, Names const&);
AllKept<SlaTarget> kept_targets(Tx&);
AllKept<TagFields> kept_tag_settings(Tx&);
AllKept<ReplySetting> kept_replies(Tx&, Names const&, std::vector<LeftOut>&);
AllKept<QuestionSetting> kept_questions(Tx&, Names const&, std::vector<LeftOut>&);
AllKept<ViewSetting> kept_views(Tx&, Names const&, std::vector<LeftOut>&);

} // namespace baton
