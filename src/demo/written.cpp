#include "demo/written.h"

#include <array>
#include <fmt/format.h>

namespace baton::demo {
namespace {

using Text = std::string_view;

constexpr std::array<Text, 5> agents_called = {"客服", "小姐姐", "这位客服", "师傅", "各位"};
constexpr std::array<Text, 7> stations = {"三楼客服区",       "二楼财务室", "一号仓打包台", "质检实验室",
                                          "市中心门店收银台", "五楼会议室", "四楼市场部"};
constexpr std::array<Text, 6> systems = {"办公系统", "订单系统", "仓储系统", "财务系统", "邮箱", "远程接入"};
constexpr std::array<Text, 6> system_keys = {"office", "orders", "warehouse", "finance", "mail", "remote"};
constexpr std::array<Text, 4> devices = {"打印机", "台式电脑", "笔记本电脑", "标签打印机"};

std::string date_said(Timestamp t) {
    auto const day = local_day(t);
    return fmt::format("{}月{}日", std::stoi(day.substr(5, 2)), std::stoi(day.substr(8, 2)));
}

std::string order_number(Dice& dice, Timestamp bought) {
    auto const day = local_day(bought);
    return fmt::format("D{}{}{}{:06}", day.substr(2, 2), day.substr(5, 2), day.substr(8, 2),
                       dice.between(1'000, 999'999));
}

json::object money(std::string const& amount) { return {{"amount", amount}, {"currency", "CNY"}}; }

// What is asked for on the forms of shops.
void add_shop_fields(Dice& dice, Case const& of, Slots const& slots, json::object& fields) {
    auto const flow = of.matter->flow;
    auto const slot = [&](Text name) { return json::value(slots.find(name)->second); };
    fields["order_no"] = slot("order");
    if (flow == Flow::exchange || flow == Flow::refund || flow == Flow::repair || flow == Flow::quality ||
        flow == Flow::attitude)
        fields["product"] = of.product->model;
    if (flow == Flow::exchange)
        fields["exchange_reason"] = dice.one_of(std::array{"faulty", "wrong_size", "wrong_item"});
    if (flow == Flow::refund) {
        bool const other = dice.chance(15);
        fields["amount"] = money(slots.at("amount"));
        fields["refund_reason"] = other ? "other" : dice.one_of(std::array{"faulty", "changed_mind", "price"});
        if (other) fields["other_reason"] = slot("symptom");
    }
    if (flow == Flow::repair) fields["in_warranty"] = dice.chance(80);
    if (flow == Flow::quality) {
        bool const hurt = dice.chance(3);
        fields["batch_no"] = slot("batch");
        fields["is_hurt"] = hurt;
        if (hurt) fields["hurt_how"] = "被蒸汽轻微烫到手背,没有就医。";
    }
    if (flow == Flow::attitude)
        fields["complaint_about"] = dice.one_of(std::array{"service", "store", "courier", "fitter"});
    if (flow == Flow::parcel || flow == Flow::damage) fields["tracking_no"] = slot("tracking");
    if (flow == Flow::invoice) {
        fields["amount"] = money(slots.at("amount"));
        fields["invoice_kind"] = dice.one_of(std::array{"plain", "special"});
        fields["invoice_title"] = "某某贸易有限公司(示例)";
    }
}

void add_desk_fields(Dice& dice, Case const& of, Slots const& slots, json::object& fields) {
    auto const type = of.matter->type;
    fields["place"] = slots.at("station");
    if (type.starts_with("IT/账号")) fields["systems"] = json::array{slots.at("system_key")};
    if (type.starts_with("IT/设备")) fields["device"] = slots.at("asset");
    if (type.starts_with("IT/网络")) fields["people_hit"] = dice.between(1, 24);
    if (type.starts_with("IT/网络")) fields["since"] = to_rfc3339({of.at.us / minute_us * minute_us + -20 * minute_us});
}

} // namespace

std::string batch_number(Dice& dice) { return fmt::format("P{}", dice.between(24'000, 26'999)); }

Slots slots_of(Dice& dice, Case const& of, Shopper const& shopper, Story const& story) {
    auto const& product = *of.product;
    auto const bought = of.at + -dice.early(1, 40) * day_us;
    auto const price = product.price + dice.between(-12, 12);
    auto const system = std::size_t(dice.between(0, std::int64_t(systems.size()) - 1));
    Slots slots{{"product", std::string(product.name)}, {"model", std::string(product.model)}};
    slots["spec"] = dice.one_of(product.specs);
    slots["symptom"] = of.of_batch ? batch_fault : dice.one_of(product.faults);
    slots["order"] = order_number(dice, bought);
    slots["day"] = date_said(bought);
    slots["bought_on"] = local_day(bought);
    slots["amount"] = std::to_string(of.matter->flow == Flow::quality ? dice.between(2, 12) * 10 : price);
    slots["batch"] = of.of_batch ? story.batch : fmt::format("P{}", dice.between(27'000, 39'999));
    slots["city"] = shopper.city->name;
    slots["tracking"] = fmt::format("KD{:010}", dice.between(1'000'000, 9'999'999'999));
    slots["title"] = shopper.title;
    slots["agent2"] = dice.one_of(agents_called);
    slots["station"] = dice.one_of(stations);
    slots["system"] = systems[system];
    slots["system_key"] = system_keys[system];
    slots["device"] = dice.one_of(devices);
    slots["asset"] = fmt::format("ZC-{:05}", dice.between(100, 4'999));
    slots["agent"] = agent_slot;
    slots["number"] = number_slot;
    slots["colleague"] = colleague_slot;
    return slots;
}

json::object fields_of(Dice& dice, Case const& of, Slots const& slots, Shopper const& shopper) {
    json::object fields;
    if (of.matter->crowd == Crowd::staff) {
        add_desk_fields(dice, of, slots, fields);
        return fields;
    }
    auto const flow = of.matter->flow;
    if (flow == Flow::question) return fields;
    add_shop_fields(dice, of, slots, fields);
    bool const is_aftersales = flow == Flow::exchange || flow == Flow::refund || flow == Flow::repair;
    if (is_aftersales) fields["bought_on"] = slots.at("bought_on");
    if (is_aftersales && dice.chance(50)) fields["contact"] = shopper.phone;
    if (flow == Flow::parcel || flow == Flow::damage || flow == Flow::repair) fields["region"] = shopper.city->key;
    return fields;
}

std::vector<std::string> tags_of(Dice& dice, Case const& of, Season const& season) {
    std::vector<std::string> tags;
    auto const day = int((of.at - season.begin) / day_us);
    bool const in_sale = day >= season.sale_first && day < season.sale_first + season.sale_days + 2;
    if (in_sale && of.matter->crowd == Crowd::shoppers && dice.chance(60)) tags.emplace_back(sale_tag);
    if (of.of_batch) tags.emplace_back(batch_tag);
    if (dice.chance(6)) tags.emplace_back(hurry_tag);
    if (dice.chance(4)) tags.emplace_back(return_visit_tag);
    return tags;
}

std::optional<Priority> priority_of(Dice& dice, Case const& of, Shopper const& shopper) {
    bool const is_outage = of.matter == &network_matter;
    if (is_outage && dice.chance(35)) return Priority::urgent;
    if (dice.chance(2)) return Priority::urgent;
    if (shopper.vip > 0 || dice.chance(7)) return Priority::high;
    if (of.matter->flow == Flow::question && dice.chance(50)) return Priority::low;
    return std::nullopt;
}

} // namespace baton::demo
