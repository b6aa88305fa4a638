// The companies in which the acceptance scenarios happen, as an administrator has set them up.
import { caller, password } from "./server.mjs";

export async function begin(url) {
    const admin = await caller(url, "admin");
    const department = async (name) => (await admin("POST", "/departments", { name, routing: "queue" })).id;
    /** `login` is also what he signs in with. */
    const person = (login, name, department_id, roles = ["客服台", "主管"]) =>
        admin("POST", "/users", { login, name, password, department_ids: [department_id], roles });
    const field = (type, body) => admin("POST", `/types/${type.id}/fields`, body);
    const status = (type, key, name, title, category, more = {}) =>
        admin("POST", "/statuses", { type_id: type.id, key, name, portal_title: title, category, ...more });
    return { admin, department, person, field, status };
}

/** S1: who exchanges microwaves, and a customer with one that was repaired before. */
export async function make_exchange(url) {
    const { admin, person, field } = await begin(url);
    const desk = (await admin("POST", "/departments", { name: "一线客服" })).id;
    const sales = (await admin("POST", "/departments", { name: "售后专家组" })).id;
    const [, , expert, novice] = [
        await person("zhou", "小周", desk), await person("wu", "小吴", desk), await person("zheng", "老郑", sales), await person("qian", "小钱", sales),
    ];
    for (const [who, skills] of [[expert, [{ skill: "微波炉换货", level: 3 }]], [novice, []]]) {
        const signed_in = await caller(url, who.login);
        await signed_in("PUT", "/me/presence", { state: "online" });
        const { version } = await admin("GET", `/users/${who.id}`);
        await admin("PATCH", `/users/${who.id}`, { version, skills });
    }
    const skill = [{ skill: "微波炉换货", level: 2 }];
    const type = await admin("POST", "/types", { path: "售后/换货申请", department_id: desk, is_public: true, required_skills: skill });
    await field(type, { key: "order_no", label: "订单", kind: "business_object", required: true, filterable: true });
    const requester = { name: "何女士", phone: "13712345678" };
    const zhou = await caller(url, "zhou");
    const before = await zhou("POST", "/tickets", { subject: "第一次维修", type: type.path, fields: { order_no: "SO-88231" }, requester });
    await zhou("POST", `/tickets/${before.id}/status`, { status: "resolved" });
    return { admin, type };
}

/** S2: milk powder that goes through three departments, each with statuses of its own. */
export async function make_powder(url) {
    const { admin, department, person, field, status } = await begin(url);
    const [desk, quality, finance] = [await department("客服二组"), await department("质检二部"), await department("财务二部")];
    for (const [login, name, where] of [["ke", "客服小柯", desk], ["zhi", "质检小志", quality], ["cai", "财务小蔡", finance]]) await person(login, name, where);
    const type = await admin("POST", "/types", { path: "假货投诉", department_id: desk, is_public: true });
    await status(type, "inspecting", "待质检", "质检中", "open", { is_default: true });
    await status(type, "material", "待补充材料", "请补充材料", "pending");
    await status(type, "approving", "待财务审批", "赔付审核中", "open");
    await status(type, "telling", "待告知用户", "即将答复您", "open");
    await field(type, { key: "paid", label: "赔付", kind: "money", agents_only: true });
    return { admin, type };
}

/** S4 and what a newcomer does: a printer, and two who repair them. */
export async function make_printers(url) {
    const { admin, department, person } = await begin(url);
    const [first, second] = [await department("一线"), await department("二线")];
    await person("yi", "小易", first);
    await person("er", "小尔", second);
    const type = await admin("POST", "/types", { path: "打印机", department_id: first, is_public: true });
    return { admin, type };
}
