// The ticket that gathers the complaints about a bad batch.
#include "demo/flows.h"
#include "demo/written.h"

#include <fmt/format.h>

namespace baton::demo {
namespace {

Step step(Timestamp at, int ticket, Act act, std::string text = {}) {
    return {.at = at, .ticket = ticket, .act = act, .text = std::move(text)};
}

} // namespace

void tell_problem(Story& story, int ticket) {
    auto const at = story.tickets[std::size_t(ticket)].at;
    auto const& batch = story.batch;
    auto& steps = story.steps;
    steps.push_back(step(at, ticket, Act::open));
    steps.push_back(step(at + 6 * minute_us, ticket, Act::take));
    steps.back().place = Place::quality;
    steps.push_back(step(at + 8 * minute_us, ticket, Act::move));
    steps.back().word = waiting_quality;
    steps.push_back(
        step(at + 50 * minute_us, ticket, Act::note,
             fmt::format("留样 {} 抽检十件,四件密封圈尺寸偏小 0.3 毫米,通电后渗水。批次共 1,200 件,已售 860 件。建议"
                         "暂停发货、通知已购客户停用。",
                         batch)));
    auto& announced = steps.emplace_back(step(at + 2 * hour_us, ticket, Act::announce));
    announced.text = fmt::format("关于批号 {} 电热水壶的说明", batch);
    announced.more =
        fmt::format("近期我们发现批号 {} 的电热水壶可能出现接口处渗水。如果您的水壶底部标签是这个批号,请先停止使用。"
                    "您不需要重复说明情况,点「我也遇到」即可登记,我们会统一为您更换并承担运费。",
                    batch);
    announced.number = 14 * 24; // for so many hours
    steps.push_back(
        step(at + 26 * hour_us, ticket, Act::note,
             "供应商确认密封圈换模后首批未做尺寸复检,同意承担换货费用。新批次三天内到仓,先备 600 件换货。"));
    auto& answered = steps.emplace_back(step(at + 9 * day_us + 5 * hour_us, ticket, Act::answer_all));
    answered.text = "{{requester.name}},您好:您反映的电热水壶渗水问题已经查清,"
                    "是这一批次的密封圈尺寸不合格。我们已为您免费更换新批次的"
                    "产品并承担全部运费,旧壶不用寄回,请勿继续使用。给您带来的不便,我们诚恳道歉。";
    answered.word = "resolved";
    steps.push_back(step(at + 9 * day_us + 6 * hour_us, ticket, Act::say,
                         "关联的客诉已统一答复,库存已封存退回,供应商整改报告已归档。本工单办结。"));
    steps.back().word = "resolved";
    steps.push_back(step(at + 13 * day_us, ticket, Act::close, "整改复检合格,关闭。"));
}

} // namespace baton::demo
