// What the company played keeps for its work: tags, canned responses, ticket templates, views, questions to customers.
#include "canned_response/service.h"
#include "demo/company.h"
#include "demo/flows.h"
#include "tag/service.h"
#include "ticket/rating.h"
#include "ticket_template/service.h"
#include "view/service.h"

#include <array>

namespace baton::demo {
namespace {

using Text = std::string_view;

struct TagPlan {
    Text name, colour, description;
};
constexpr std::array<TagPlan, 6> tags = {{{sale_tag, "#d9480f", "大促期间的订单"},
                                          {batch_tag, "#c92a2a", "疑似同一批次的质量问题"},
                                          {hurry_tag, "#e8590c", "客户要求尽快"},
                                          {return_visit_tag, "#1971c2", "结束后要回访"},
                                          {"重点客户", "#5f3dc4", "企业客户、长期客户"},
                                          {"舆情", "#862e9c", "可能扩散,先报主管"}}};

struct ReplyPlan {
    Text title, shortcut, category, body;
    bool everyones = true;
};
constexpr std::array<ReplyPlan, 8> replies = {
    {{"首次响应", "hi", "通用",
      "{{requester.name}},您好,我是{{department.name}}的{{agent.name}},您的问题(工单 "
      "{{ticket.number}})已经收到,正在为您核实。"},
     {"请补照片", "zp", "售后", "您好,请补充故障部位、机身铭牌和外包装面单的照片,收到后当天审核。"},
     {"换货已寄出", "hh", "售后", "{{requester.name}},您好,换货已经寄出,请留意物流短信。旧件取件时交给快递员即可。"},
     {"退款到账时间", "tk", "售后",
      "退款会在一到三个工作日内原路退回。如果超过三天没有到账,请直接回复本工单 {{ticket.number}}。"},
     {"催件安抚", "cj", "物流", "您好,已经联系站点加急处理,预计一到两天送达,请保持电话畅通。给您添麻烦了。"},
     {"结束语", "bye", "通用", "感谢您的反馈,祝您生活愉快。收到评价邀请时,欢迎留下您的意见。"},
     {"质检口径", "qc", "质检", "样品已经送检,两个工作日内出结论。请保留实物与包装,不要丢弃。", false},
     {"账号解锁", "js", "IT", "账号已解锁,请用临时密码登录并立即修改。", false}}};

void found_tags(Tx& tx, Actor const& system, Timestamp now) {
    for (auto const& plan : tags)
        create_tag(tx, system, {std::string(plan.name), std::string(plan.colour), std::string(plan.description)}, now);
}

void found_replies(Tx& tx, Actor const& system, Company const& company, Timestamp now) {
    for (auto const& plan : replies) {
        NewCannedResponse reply;
        reply.title = std::string(plan.title);
        reply.shortcut = std::string(plan.shortcut);
        reply.category = std::string(plan.category);
        reply.body = std::string(plan.body);
        reply.sharing = plan.everyones ? Sharing::everyone : Sharing::department;
        if (!plan.everyones)
            reply.department_id = company.department(plan.category == "IT" ? Place::it : Place::quality);
        create_canned_response(tx, system, reply, now);
    }
}

void found_templates(Tx& tx, Actor const& system, Company const& company, Timestamp now) {
    TicketTemplateFields milk;
    milk.name = "食品类质量投诉";
    milk.subject = "食品质量投诉:";
    milk.description = "商品与规格:\n批号与生产日期:\n开封时间、储存方式:\n现象:\n是否食用、有无不适:";
    milk.tags = {std::string("舆情")};
    milk.priority = Priority::high;
    create_ticket_template(tx, system, company.types.find("投诉/商品质量")->second, milk, now);
    TicketTemplateFields exchange;
    exchange.name = "家电换货";
    exchange.subject = "换货:";
    exchange.description = "型号:\n故障现象:\n已尝试的排查:\n配件、包装是否齐全:\n取件时间与地址:";
    exchange.fields = {{"exchange_reason", "faulty"}};
    create_ticket_template(tx, system, company.types.find("售后/换货申请")->second, exchange, now);
}

NewView view(Text name, std::int64_t position) {
    NewView v;
    v.name = std::string(name);
    v.position = position;
    v.sharing = Sharing::everyone;
    return v;
}

void found_views(Tx& tx, Actor const& system, Company const& company, Timestamp now) {
    auto waiting = view("等客户补充", 1);
    waiting.filter.status = {std::string(waiting_material)};
    auto money = view("待财务审批", 2);
    money.filter.status = {std::string(waiting_finance)};
    auto urgent = view("紧急与特急", 3);
    urgent.filter.status = {"new", "open"};
    urgent.filter.priority = {Priority::high, Priority::urgent};
    urgent.sort = "due_at";
    auto batch = view("批次异常", 4);
    batch.filter.tag = {std::string(batch_tag)};
    auto quality = view("质检待办", 5);
    quality.sharing = Sharing::department;
    quality.department_id = company.department(Place::quality);
    quality.filter.status = {std::string(waiting_quality)};
    for (auto const& v : {waiting, money, urgent, batch, quality}) create_view(tx, system, v, now);
}

void found_questions(Tx& tx, Actor const& system, Company const& company, Timestamp now) {
    create_rating_question(tx, system, {"处理速度如何?", {}, 1}, now);
    create_rating_question(tx, system, {"换货过程方便吗?", company.types.find("售后/换货申请")->second, 2}, now);
}

} // namespace

void found_kept(Tx& tx, Company const& company, Timestamp now) {
    auto const system = Actor::system(tx.tenant());
    found_tags(tx, system, now);
    found_replies(tx, system, company, now);
    found_templates(tx, system, company, now);
    found_views(tx, system, company, now);
    found_questions(tx, system, company, now);
}

} // namespace baton::demo
