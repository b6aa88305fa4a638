// What the pictures show of the demo company: a ticket with much to read, a type with a form, and one of a customer at the portal.
import { caller, client } from "../browser/server.mjs";

/** A ticket with much to read: several departments, replies and notes. */
async function telling_ticket(admin) {
    const { items } = await admin("GET", "/tickets?status=open&sort=-updated_at&limit=40");
    const told = await Promise.all(items.map(async (ticket) => {
        const events = (await admin("GET", `/tickets/${ticket.id}/events`)).items;
        const kinds = events.map((each) => each.visibility ?? each.kind);
        return { ticket, worth: new Set(kinds).size * 4 + Math.min(events.length, 10) };
    }));
    return told.sort((a, b) => b.worth - a.worth)[0].ticket;
}

export async function what_is_shown(url) {
    const admin = await caller(url, "admin");
    const types = (await admin("GET", "/types")).items;
    const forms = await Promise.all(types.map(async (type) => ({ type, count: (await admin("GET", `/types/${type.id}/form`)).fields?.length ?? 0 })));
    const public_type = types.find((each) => each.is_public && each.path.includes("/"));
    const ticket = await telling_ticket(admin);
    const caller_of = { name: ticket.requester.name, subject: "微波炉修了两次还是不加热,要求换新" };
    const mine = await one_of_mine(url, admin, public_type.path);
    const [person] = (await admin("GET", "/users?limit=100")).items.filter((each) => each.login !== "admin");
    return { ticket, person, type: forms.sort((a, b) => b.count - a.count)[0].type, caller: caller_of, ...mine };
}

const asked = { subject: "微波炉修了两次还是不加热", description: "上周第二次修好,昨天又不转了,加热时有火花。", requester: { name: "何女士", phone: "13712345678" } };

const filled_in = { number: "1", money: { amount: "399", currency: "CNY" }, date: "2026-10-01", checkbox: true };
const value_of = ({ kind, options }) => (kind === "multi_choice" ? [options[0].key] : options.length ? options.at(-1).key : filled_in[kind] ?? "JD20261120008");

/** A ticket of somebody at the portal, under way and asked about. */
async function one_of_mine(url, admin, type) {
    const { items } = await client(url)("GET", "/portal/types");
    const required = items.find((each) => each.path === type).fields.filter((each) => each.required || each.required_if);
    const fields = Object.fromEntries(required.map((field) => [field.key, value_of(field)]));
    const mine = await client(url)("POST", "/portal/tickets", { ...asked, type, fields });
    const say = (body, more = {}) => admin("POST", `/tickets/${mine.number}/messages`, { body, visibility: "public", ...more });
    const { department } = await admin("GET", `/tickets/${mine.number}`);
    const people = await Promise.all((await admin("GET", "/users?limit=100")).items.map(({ id }) => admin("GET", `/users/${id}`)));
    const worker = people.find((each) => each.department_ids.includes(department.id));
    await admin("POST", `/tickets/${mine.number}/assignment`, { assignee_id: worker.id, note: "常客", handover: { promised_at: new Date(Date.now() + 20 * 3_600_000).toISOString() } });
    await say("何女士您好,非常抱歉又给您添麻烦了。您在保修期内,可以直接换新。");
    await say("请补充一张产品铭牌的照片,我们马上为您安排换货。", { mentions: ["customer"], then: "pending" });
    return { mine, asked: { ...asked, type } };
}
