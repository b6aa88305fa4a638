// The forms of the company played: what each type asks for. written.cpp fills them in.
#include "demo/company.h"
#include "demo/matter.h"
#include "form/service.h"

#include <set>

namespace baton::demo {
namespace {

using Options = std::vector<Option>;

Option option(std::string_view key, std::string_view label) {
    return {std::string(key), std::string(label), {}, false};
}

NewField field(std::string_view key, FieldKind kind, std::string_view label, Options options = {}) {
    NewField f;
    f.key = std::string(key);
    f.kind = kind;
    f.label = std::string(label);
    f.options = std::move(options);
    return f;
}

Condition when(std::string_view key, std::string_view value) {
    return {{{std::string(key), {std::string(value)}}}, {}};
}

Options goods() {
    Options options;
    for (auto const& p : products()) options.push_back(option(p.model, p.name));
    return options;
}

Options regions() {
    Options options;
    std::set<std::string_view> provinces;
    for (auto const& city : cities()) {
        if (provinces.insert(city.province_key).second) options.push_back(option(city.province_key, city.province));
        auto& below = options.emplace_back(option(city.key, city.name));
        below.parent = std::string(city.province_key);
    }
    return options;
}

class Forms {
public:
    Forms(Tx& tx, Company const& company, Timestamp now) : tx_(tx), company_(company), now_(now) {}
    void add(std::string_view type, NewField const& f) {
        create_field(tx_, Actor::system(tx_.tenant()), company_.types.find(type)->second, f, now_);
    }

private:
    Tx& tx_;
    Company const& company_;
    Timestamp now_;
};

NewField order_number() {
    auto f = field("order_no", FieldKind::business_object, "订单号");
    f.help = "在订单详情里,D 开头";
    f.required = true;
    return f;
}

NewField filterable(NewField f) {
    f.filterable = true;
    return f;
}

void found_aftersales(Forms& forms) {
    using enum FieldKind;
    forms.add("售后", order_number());
    forms.add("售后", filterable(field("product", choice, "商品", goods())));
    forms.add("售后", field("bought_on", date, "购买日期"));
    forms.add("售后", field("contact", phone, "联系电话"));
    auto reason =
        field("exchange_reason", choice, "换货原因",
              {option("faulty", "质量问题"), option("wrong_size", "尺码不合适"), option("wrong_item", "发错货")});
    reason.required = true;
    forms.add("售后/换货申请", filterable(reason));
    auto amount = field("amount", money, "退款金额");
    amount.required = true;
    forms.add("售后/退款", amount);
    forms.add("售后/退款", filterable(field("refund_reason", choice, "退款原因",
                                            {option("faulty", "质量问题"), option("changed_mind", "七天无理由"),
                                             option("price", "退差价"), option("other", "其他")})));
    auto other = field("other_reason", text, "其他原因");
    other.shown_if = other.required_if = when("refund_reason", "other");
    forms.add("售后/退款", other);
    forms.add("售后/维修", field("in_warranty", checkbox, "在保修期内"));
    forms.add("售后/维修", field("region", cascade, "所在地区", regions()));
}

void found_complaints(Forms& forms) {
    using enum FieldKind;
    forms.add("投诉", order_number());
    forms.add("投诉", filterable(field("product", choice, "商品", goods())));
    forms.add("投诉/商品质量", filterable(field("batch_no", text, "批号")));
    forms.add("投诉/商品质量", field("is_hurt", checkbox, "有人受伤"));
    auto how = field("hurt_how", long_text, "受伤情况");
    how.shown_if = how.required_if = when("is_hurt", "true");
    forms.add("投诉/商品质量", how);
    auto fault = field("liability", choice, "责任判定",
                       {option("ours", "我方责任"), option("carrier", "物流责任"), option("none", "非质量问题")});
    fault.agents_only = true;
    forms.add("投诉/商品质量", filterable(fault));
    forms.add("投诉/服务态度", field("complaint_about", choice, "投诉对象",
                                     {option("service", "客服"), option("store", "门店"), option("courier", "快递"),
                                      option("fitter", "上门师傅")}));
}

void found_parcels_and_invoices(Forms& forms) {
    using enum FieldKind;
    forms.add("物流", order_number());
    forms.add("物流", filterable(field("tracking_no", text, "运单号")));
    forms.add("物流", field("region", cascade, "收货地区", regions()));
    forms.add("发票", order_number());
    forms.add("发票", field("amount", money, "开票金额"));
    forms.add("发票",
              field("invoice_kind", choice, "发票类型", {option("plain", "普通发票"), option("special", "专用发票")}));
    auto title = field("invoice_title", text, "发票抬头");
    title.required_if = when("invoice_kind", "special");
    forms.add("发票", title);
}

void found_desk(Forms& forms) {
    using enum FieldKind;
    forms.add("IT", field("place", text, "位置"));
    forms.add("IT/账号",
              field("systems", multi_choice, "系统",
                    {option("office", "办公系统"), option("orders", "订单系统"), option("warehouse", "仓储系统"),
                     option("finance", "财务系统"), option("mail", "邮箱"), option("remote", "远程接入")}));
    forms.add("IT/设备", field("device", asset, "资产编号"));
    forms.add("IT/网络", field("people_hit", number, "影响人数"));
    forms.add("IT/网络", field("since", datetime, "从何时开始"));
}

} // namespace

void found_forms(Tx& tx, Company const& company, Timestamp now) {
    Forms forms(tx, company, now);
    found_aftersales(forms);
    found_complaints(forms);
    found_parcels_and_invoices(forms);
    found_desk(forms);
}

} // namespace baton::demo
