// What many companies are asked for, to begin with: a type each, with the fields that are always needed.
import type { Schemas } from "../../api/client";
import type { Language } from "../../i18n";

type NewField = Schemas["NewField"];
export interface StartingKind {
    path: string;
    about: string;
    priority: "normal" | "high";
    is_public: boolean;
    fields: NewField[];
}

const line = (key: string, label: string, required = false): NewField => ({ key, label, kind: "text", required });
const choice = (key: string, label: string, labels: string[]): NewField => ({
    key,
    label,
    kind: "choice",
    required: true,
    options: labels.map((label, index) => ({ key: `o${index + 1}`, label, parent: null, archived: false })),
});
const placed = (fields: NewField[]) => fields.map((field, index) => ({ ...field, position: index + 1 }));
const kind = (path: string, about: string, priority: StartingKind["priority"], is_public: boolean, fields: NewField[]): StartingKind => ({ path, about, priority, is_public, fields: placed(fields) });

const zh: StartingKind[] = [
    kind("投诉", "对产品、服务或物流不满意", "high", true, [choice("about", "关于什么", ["产品", "服务", "物流", "其他"]), line("order_no", "订单号")]),
    kind("报修", "东西坏了,要上门或寄修", "normal", true, [line("product", "产品型号", true), choice("fault", "故障", ["不能使用", "部分功能异常", "外观破损", "其他"]), line("address", "地址")]),
    kind("退换货", "退货、换货", "normal", true, [line("order_no", "订单号", true), choice("wish", "希望", ["退货", "换货"]), choice("reason", "原因", ["质量问题", "发错货", "不想要了", "其他"])]),
    kind("咨询", "售前、使用和其他问题", "normal", true, []),
    kind("内部协作", "部门之间的请求,客户看不到", "normal", false, [line("needed_by", "最晚什么时候要")]),
];
const en: StartingKind[] = [
    kind("Complaint", "About a product, a service or a delivery", "high", true, [choice("about", "About", ["Product", "Service", "Delivery", "Something else"]), line("order_no", "Order number")]),
    kind("Repair", "Something is broken", "normal", true, [line("product", "Product", true), choice("fault", "Fault", ["Does not work", "Works in part", "Damaged", "Something else"]), line("address", "Address")]),
    kind("Return or exchange", "Goods come back", "normal", true, [line("order_no", "Order number", true), choice("wish", "Wish", ["Return", "Exchange"]), choice("reason", "Reason", ["Quality", "Wrong goods", "No longer wanted", "Something else"])]),
    kind("Question", "Before buying, about using, anything", "normal", true, []),
    kind("Internal request", "Between departments; customers do not see it", "normal", false, [line("needed_by", "Needed by when")]),
];
export const starting_kinds = (language: Language): StartingKind[] => (language === "zh" ? zh : en);
