// Types, statuses and due times of the company played.
#include "demo/company.h"
#include "demo/flows.h"
#include "type/service.h"

#include <array>

namespace baton::demo {
namespace {

struct TypePlan {
    std::string_view path;
    Place place;
    bool is_public = true;
    Priority priority = Priority::normal;
    std::string_view skill = {};
};

using enum Place;
constexpr std::array<TypePlan, 20> types = {{{"售后", service, false},
                                             {"售后/换货申请", service},
                                             {"售后/退款", service},
                                             {"售后/维修", aftersales, true, Priority::normal, "家电维修"},
                                             {"投诉", service, false},
                                             {"投诉/商品质量", service, true, Priority::high},
                                             {"投诉/服务态度", service, true, Priority::high},
                                             {"物流", service, false},
                                             {"物流/催件", service},
                                             {"物流/破损少件", service},
                                             {"发票", finance, false},
                                             {"发票/开票申请", finance, true, Priority::low},
                                             {"IT", it, false},
                                             {"IT/账号", it, false},
                                             {"IT/账号/登录", it, false},
                                             {"IT/账号/权限申请", it, false, Priority::low},
                                             {"IT/设备", it, false},
                                             {"IT/设备/打印机", it, false},
                                             {"IT/设备/电脑", it, false},
                                             {"IT/网络", it, false, Priority::high}}};

struct StatusPlan {
    std::string_view key, name, portal_title;
    StatusCategory category;
};
constexpr std::array<StatusPlan, 5> statuses = {
    {{waiting_quality, "待质检", "检测中", StatusCategory::open},
     {waiting_finance, "待财务审批", "退款审核中", StatusCategory::open},
     {waiting_telling, "待告知用户", "即将答复您", StatusCategory::open},
     {waiting_material, "待补充材料", "等待您补充材料", StatusCategory::pending},
     {waiting_parts, "待到货", "配件备货中", StatusCategory::on_hold}}};

TypeFields fields_of(Company const& company, TypePlan const& plan) {
    TypeFields fields{std::string(plan.path), company.department(plan.place), plan.priority, plan.is_public};
    if (!plan.skill.empty()) fields.required_skills = {{std::string(plan.skill), 2}};
    if (plan.path != "IT") return fields;
    fields.number_pattern = "IT{yyyymm}{seq:4}";
    fields.priority_labels = {std::string("P4"), std::string("P3"), std::string("P2"), std::string("P1")};
    return fields;
}

void found_statuses(Tx& tx, Actor const& system, Timestamp now) {
    std::int64_t position = 10;
    for (auto const& plan : statuses) {
        NewStatus status;
        status.key = std::string(plan.key);
        status.name = std::string(plan.name);
        status.portal_title = std::string(plan.portal_title);
        status.category = plan.category;
        status.position = ++position;
        create_status(tx, system, status, now);
    }
}

void set_due_times(Tx& tx, Actor const& system, Timestamp now) {
    constexpr std::int64_t hour = 3600;
    set_sla_target(tx, system, Priority::urgent, {hour / 2, 24 * hour}, now);
    set_sla_target(tx, system, Priority::high, {2 * hour, 72 * hour}, now);
    set_sla_target(tx, system, Priority::normal, {4 * hour, 96 * hour}, now);
    set_sla_target(tx, system, Priority::low, {8 * hour, 168 * hour}, now);
}

} // namespace

void found_types(Tx& tx, Company& company, Timestamp now) {
    auto const system = Actor::system(tx.tenant());
    for (auto const& type : all_types(tx)) company.types.emplace(type.path, type.id); // 咨询
    for (auto const& plan : types)
        company.types[std::string(plan.path)] = create_type(tx, system, fields_of(company, plan), now).id;
    found_statuses(tx, system, now);
    set_due_times(tx, system, now);
}

} // namespace baton::demo
