#include "ticket/spreadsheet.h"

#include "base/zone.h"

#include <array>

namespace baton {
namespace {

struct Title {
    std::string_view zh, en;
};
// In the order of cells().
constexpr std::array<Title, 18> titles{{{"工单号", "number"},
                                        {"标题", "subject"},
                                        {"类型", "type"},
                                        {"状态", "status"},
                                        {"状态类别", "status_category"},
                                        {"优先级", "priority"},
                                        {"渠道", "channel"},
                                        {"部门", "department"},
                                        {"处理人", "assignee"},
                                        {"客户", "requester"},
                                        {"客户单位", "organization"},
                                        {"标签", "tags"},
                                        {"评分", "rating"},
                                        {"创建时间", "created_at"},
                                        {"更新时间", "updated_at"},
                                        {"首次响应时间", "first_responded_at"},
                                        {"解决时间", "resolved_at"},
                                        {"关闭时间", "closed_at"}}};

std::string name_in(std::optional<NamedRef> const& ref) { return ref ? ref->name : ""; }

void append_listed(std::string& to, std::string_view more) {
    if (!to.empty()) to += "; ";
    to += more;
}

std::string option_text(Field const& field, std::string_view key) {
    auto const* option = option_of(field, key);
    return std::string(option ? std::string_view(option->label) : key);
}

std::string cell_of(Field const& field, json::value const& value) {
    if (value.is_null()) return "";
    if (value.is_string()) return option_text(field, value.get_string());
    if (!value.is_array()) return json::serialize(value);
    std::string listed;
    for (auto const& one : value.get_array())
        append_listed(listed, one.is_string() ? option_text(field, one.get_string()) : json::serialize(one));
    return listed;
}

} // namespace

std::vector<std::string> TicketTable::header() const {
    std::vector<std::string> header;
    for (auto const& title : titles) header.emplace_back(language_ == CsvLanguage::zh ? title.zh : title.en);
    for (auto const& field : fields_) header.emplace_back(field.label);
    return header;
}

std::vector<std::string> TicketTable::row(TicketView const& ticket) const {
    auto row = cells(ticket);
    for (auto const& field : fields_) {
        auto const* value = ticket.fields.if_contains(field.key);
        row.push_back(value ? cell_of(field, *value) : "");
    }
    return row;
}

std::vector<std::string> TicketTable::cells(TicketView const& t) const {
    auto const status = statuses_.find(t.status);
    std::string tags;
    for (auto const& tag : t.tags) append_listed(tags, tag);
    return {t.number,
            t.subject,
            t.type,
            status == statuses_.end() ? t.status : status->second,
            std::string(name_of(t.status_category)),
            std::string(name_of(t.priority)),
            std::string(name_of(t.channel)),
            name_in(t.department),
            name_in(t.assignee),
            name_in(t.requester),
            name_in(t.organization),
            tags,
            t.rating ? std::to_string(t.rating->score) : "",
            time_cell(t.created_at),
            time_cell(t.updated_at),
            time_cell(t.first_responded_at),
            time_cell(t.resolved_at),
            time_cell(t.closed_at)};
}

std::string TicketTable::time_cell(std::optional<Timestamp> at) const { return at ? local_time(*at, zone_) : ""; }

} // namespace baton
