// A small customer service at work: people, types with a form, and tickets in every state.
import { caller, password } from "./server.mjs";

const subjects = [
    ["微波炉维修两次仍无法加热,要求换货", "urgent", "张敏", "13800138001"],
    ["奶粉罐底有异物,怀疑是假货", "high", "李国强", "13900139002"],
    ["订单 48 小时没有物流更新", "normal", "王小川", "13700137003"],
    ["发票抬头开错,需要重开", "low", "陈静", "13600136004"],
    ["Cannot sign in after the update", "high", "Anna Schmidt", "13500135005"],
    ["重复扣款两笔 89 元", "urgent", "赵磊", "13400134006"],
    ["打印机卡纸,三楼会议室", "normal", "周婷", "13300133007"],
    ["想换成周六上午上门安装", "normal", "吴昊", "13200132008"],
    ["Where is my parcel? Ordered last Monday and nothing has moved since", "normal", "Tom Lee", "13100131009"],
    ["退款三天还没到账", "high", "孙丽", "13000130010"],
    ["会员积分没有到账", "low", "郑凯", "15800158011"],
    ["楼道漏水,需要尽快上门", "urgent", "冯雪", "15900159012"],
];

export async function make_people(url) {
    const admin = await caller(url, "admin");
    const people = {};
    const me = await admin("GET", "/me");
    const desk = me.departments[0].id;
    const quality = (await admin("POST", "/departments", { name: "质检部", routing: "queue" })).id;
    const finance = (await admin("POST", "/departments", { name: "财务部", routing: "queue" })).id;
    for (const [login, name, department] of [["wang", "王芳", desk], ["liu", "刘洋", desk], ["qian", "钱进", quality], ["shen", "沈悦", finance]])
        people[login] = await admin("POST", "/users", { login, name, password, department_ids: [department], roles: ["客服台", "主管"] });
    return { admin, people, departments: { desk, quality, finance }, me: me.user };
}

export async function make_data(url) {
    const made = await make_people(url);
    const { admin, people } = made;
    const type = await admin("POST", "/types", { path: "售后/换货申请", department_id: made.departments.desk, priority: "high", is_public: true });
    const field = (body) => admin("POST", `/types/${type.id}/fields`, body);
    await field({ key: "order_no", label: "订单号", kind: "text", required: true, position: 1 });
    const reasons = [{ key: "broken", label: "质量问题" }, { key: "wrong", label: "发错货" }, { key: "other", label: "其他" }];
    await field({ key: "reason", label: "换货原因", kind: "choice", options: reasons, position: 2 });
    for (const name of ["加急", "物流", "复购客户"]) await admin("POST", "/tags", { name });
    await admin("POST", "/views", { name: "换货待处理", filter: { status: ["new", "open"] }, sharing: "everyone" });
    await admin("POST", "/canned-responses", { title: "收到并核实", shortcut: "hs", body: "{{requester.name}}您好,已收到您的反馈,我们正在核实,预计今天 17:00 前答复您。", sharing: "everyone" });
    const tickets = [];
    for (const [index, [subject, priority, name, phone]] of subjects.entries())
        tickets.push(await admin("POST", "/tickets", {
            subject, priority, channel: ["phone", "email", "portal", "wechat"][index % 4], requester: { name, phone },
            description: `${subject}。\n客户来电说明情况,希望尽快处理。`, tags: index % 3 ? [] : ["加急"],
            ...(index === 0 ? { type: "售后/换货申请", fields: { order_no: "JD20261120008", reason: "broken" } } : {}),
        }));
    await work_on(made, tickets);
    return { ...made, tickets, people };
}

async function work_on({ admin, people, me }, tickets) {
    const say = (ticket, body, visibility, more = {}) => admin("POST", `/tickets/${ticket.id}/messages`, { body, visibility, ...more });
    const first = tickets[0];
    const handover = { problem: "维修两次仍无法加热", done: "已核对保修期内", missing: "外观照片" };
    await admin("POST", `/tickets/${first.id}/assignment`, { assignee_id: people.wang.id, note: "客户比较着急,请优先处理", handover });
    await say(first, "张女士您好,非常抱歉给您带来不便。我们已为您登记换货,请您补充一张产品铭牌照片。", "public");
    await say(first, "保修期内,符合换货条件。@王芳 请跟进仓库排期。", "internal");
    await admin("PATCH", `/tickets/${first.id}`, { version: (await admin("GET", `/tickets/${first.id}`)).version, priority: "high", tags: ["加急", "复购客户"] });
    await admin("POST", `/tickets/${tickets[1].id}/assignment`, { assignee_id: me.id, note: "先核实批次" });
    await admin("POST", `/tickets/${tickets[3].id}/status`, { status: "resolved" });
    await say(tickets[4], "Could you send us a screenshot?", "public", { then: "pending" });
    await admin("POST", `/tickets/${tickets[5].id}/links`, { kind: "related", ticket_id: tickets[9].id });
}
