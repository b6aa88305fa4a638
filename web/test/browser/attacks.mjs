// Texts that try to run a script, and a customer service where they stand in every text anybody can write.
import { execFileSync } from "node:child_process";
import { createECDH, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { caller, client, password } from "./server.mjs";

const root = new URL("../../../", import.meta.url).pathname;
const inputs = `${root}../shared/data/security-inputs/`;
const read = (name) => (existsSync(inputs + name) ? JSON.parse(readFileSync(inputs + name, "utf8")) : []);
const looks_like_script = /[<>]|javascript:|alert|\bon\w+=|\{\{/i;
const unreadable = /[\0\ud800-\udfff]/;

/** For what takes no braces: there they are variables. */
const picture = "<img src=x onerror=\"window.__ran='own'\">";
const own = [
    picture,
    "<svg onload=alert()>", "<b onclick=alert()>x", "<img src=x onerror=alert()>", "'\"><script>alert(1)</script>",
    "<script>window.__ran='own'</script>", "javascript:window.__ran='own'",
    "{{constructor.constructor('window.__ran=1')()}}", "<iframe srcdoc=\"<script>parent.__ran='frame'</script>\"></iframe>",
    "<a href=\"javascript:window.__ran='link'\">x</a>", "<style>@import 'http://127.0.0.2:9/style';</style><p style=\"background:url(http://127.0.0.2:9/x)\">x",
    "<img src=http://127.0.0.2:9/pixel.png srcset='http://127.0.0.2:9/2 2x'>", "<form action=http://127.0.0.2:9/ onsubmit=alert()><input autofocus onfocus=alert()></form>",
    "<p style=\"background:image-set('http://127.0.0.2:9/set' 1x)\">x", "<p style=\"background:u\\72l(http://127.0.0.2:9/escaped)\">x",
    "<p style=\"position/**/:fixed;list-style:-webkit-image-set(url(http://127.0.0.2:9/list) 1x)\">x", "<td background=http://127.0.0.2:9/cell>x",
    "<details open ontoggle=alert()>x", "<math><mtext><table><mglyph><style><img src=x onerror=alert()>",
];
const of_a_list = read("blns.json").filter((text) => looks_like_script.test(text) && !unreadable.test(text));
const of_mails = read("dompurify_expect.json").map(({ payload }) => payload).filter((text) => text.trim() && !unreadable.test(text));

/** What is put into fields and into mails: all of it. */
export const attacks = [...new Set([...own, ...of_a_list, ...of_mails])];

/** Takes the texts by turns, none twice of one length, so that names differ. */
function taker() {
    const next = new Map();
    return (longest) => {
        const fitting = attacks.filter((text) => text.length <= longest && text.trim() === text);
        const turn = next.get(longest) ?? 0;
        next.set(longest, turn + 1);
        return fitting[turn % fitting.length];
    };
}

/** [method, path, field] of every text anybody can write. */
export function texts_of(url) {
    const code = `import json, sys, urllib.request
from support.text_fields import is_word, text_fields
document = json.load(urllib.request.urlopen(sys.argv[1] + "/api/openapi.json"))
print(json.dumps([each[:3] for each in text_fields(document) if not is_word(*each[:3])]))`;
    return JSON.parse(execFileSync("/usr/bin/python3", ["-c", code, url], { cwd: `${root}test`, encoding: "utf8" }));
}

function* fields_of(value, path = "") {
    if (typeof value === "string") yield [path, value];
    else if (Array.isArray(value)) for (const each of value) yield* fields_of(each, `${path}.[]`);
    else if (value) for (const [key, each] of Object.entries(value)) yield* fields_of(each, path === "fields" ? "fields.*" : path ? `${path}.${key}` : key);
}

/** Writes like the API's caller, and notes in which fields an attack stood. */
function planting(admin, written) {
    return async (method, route, names, body, as = admin) => {
        const known = new Set(attacks);
        const address = route.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(names[name]));
        const made = await as(method, address, body);
        for (const [field, text] of fields_of(body)) if (known.has(text)) written.add(`${method} ${route} ${field}`);
        return made;
    };
}

const later = { at: "2040-01-01T00:00:00Z" };
const kinds = { line: "text", lines: "long_text", order: "business_object", device: "asset" };

async function plant_people(plant, take, made) {
    made.department = (await plant("POST", "/departments", {}, { name: take(100) })).id;
    made.role = await plant("POST", "/roles", {}, { name: take(100), permissions: ["tickets.read"] });
    made.person = await plant("POST", "/users", {}, {
        login: "attacked", name: take(100), password, location: take(200), region: take(100), skills: [{ skill: take(50), level: 3 }],
        department_ids: [made.department], roles: [made.role.name, "处理人"],
    });
    made.organization = await plant("POST", "/organizations", {}, { name: take(200), note: take(5000) });
    const attribute = (body) => plant("POST", "/customer-attributes", {}, { label: take(100), ...body });
    await attribute({ key: "plain", kind: "text" });
    const choice = await attribute({ key: "chosen", kind: "choice", choices: [take(100), take(100)] });
    made.customer = await plant("POST", "/customers", {}, {
        name: take(100), care: [take(30)], organization_id: made.organization.id, fields: { plain: take(100), chosen: choice.choices[0] },
        consents: [{ channel: "phone", purpose: take(200), wording: take(100) }], phones: [{ number: "13800138001" }],
    });
    await plant("POST", "/customers/{id}/consents", made.customer, { channel: "phone", purpose: take(200), wording: take(100) });
}

async function plant_settings(plant, take, made) {
    await plant("PUT", "/settings/company", {}, { name: take(100), phone: "", website: "" });
    made.type = await plant("POST", "/types", {}, { path: "攻击", department_id: made.department, is_public: true, required_skills: [], priority_labels: { low: take(20) } });
    await plant("POST", "/types", {}, { path: "另一种", department_id: made.department, required_skills: [{ skill: take(50), level: 1 }] });
    for (const [key, kind] of Object.entries(kinds))
        await plant("POST", "/types/{id}/fields", made.type, { key, kind, label: take(100), help: take(1000), ...(kind === "text" && { default_value: take(100) }) });
    await plant("POST", "/types/{id}/fields", made.type, { key: "pick", kind: "choice", label: take(100), options: [{ key: "a", label: take(100) }, { key: "b", label: take(100) }] });
    await plant("POST", "/types/{id}/templates", made.type, { name: take(100), subject: take(200), description: take(20_000), tags: [take(50)], fields: filled_in(take) });
    await plant("POST", "/statuses", {}, { key: "attacked", category: "open", name: take(100), portal_title: take(100) });
    await plant("POST", "/tags", {}, { name: take(50), description: take(500) });
    await plant("POST", "/views", {}, { name: take(100), filter: { tag: [take(50)] }, sharing: "everyone" });
    await plant("POST", "/canned-responses", {}, { title: take(100), body: picture, shortcut: take(50), category: take(100), sharing: "everyone" });
    await plant("POST", "/announcements", {}, { title: take(200), body: take(20_000) });
    await plant("POST", "/rating-questions", {}, { text: take(200) });
    await plant("POST", "/tokens", {}, { name: take(100), scopes: ["tickets.read"] });
    const keys = { p256dh: createECDH("prime256v1").generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
    await plant("POST", "/push_subscriptions", {}, { name: take(100), endpoint: "https://fcm.googleapis.com/x", keys, language: "en" });
}

const filled_in = (take) => ({ ...Object.fromEntries(Object.keys(kinds).map((key) => [key, take(100)])), pick: "a" });
const agreed = (take) => [{ channel: "phone", purpose: take(200), wording: take(100) }];

async function plant_ticket(plant, take, made) {
    return plant("POST", "/tickets", {}, {
        type: "攻击", subject: take(200), description: take(100_000), tags: [take(50)], fields: filled_in(take),
        requester: { name: take(100), phone: `139${String(made.tickets.length).padStart(8, "0")}`, consents: agreed(take) },
    });
}

async function plant_work(plant, take, made, his) {
    const ticket = made.tickets[0];
    await plant("POST", "/tickets/{id}/messages", ticket, { body: take(1000), visibility: "internal" });
    await plant("POST", "/tickets/{id}/status", ticket, { status: "pending", comment: take(5000) });
    const handover = { problem: take(5000), done: take(5000), missing: take(5000) };
    const given = { note: take(5000), handover, department_id: made.department, assignee_id: made.person.id };
    await plant("POST", "/tickets/{id}/assignment", ticket, given);
    await plant("POST", "/tickets/{id}/bounce", ticket, { reason: take(5000) }, his);
    await plant("POST", "/tickets/{id}/assignment", ticket, { ...given, note: take(5000) });
    await his("POST", `/tickets/${ticket.id}/accept`, {});
    await plant("POST", "/tickets/{id}/return", ticket, { reason: take(5000) }, his);
    await plant("POST", "/tickets/{id}/assignment", ticket, { ...given, note: take(5000) });
    await plant("PUT", "/tickets/{id}/draft", ticket, { body: take(1000) });
    await plant("PUT", "/tickets/{id}/snooze", ticket, { until: later.at, reason: take(5000) });
    await plant("POST", "/tickets/{id}/reminders", ticket, { note: take(2000), ...later });
    const first = (await made.admin("GET", `/tickets/${ticket.id}/events`)).items[0];
    const split = { subject: take(200), description: take(1000), fields: filled_in(take), event_ids: [first.id] };
    made.tickets.push(await plant("POST", "/tickets/{id}/split", ticket, split));
    const done = made.tickets[1];
    await made.admin("POST", `/tickets/${done.id}/status`, { status: "resolved" });
    const visit = await plant("POST", "/tickets/{id}/follow-ups", done, { note: take(2000), ...later });
    await plant("POST", "/follow-ups/{id}/result", visit, { result: take(5000) });
    const problem = made.tickets[2];
    await made.admin("POST", `/tickets/${made.tickets[3].id}/links`, { kind: "incident", ticket_id: problem.id });
    await plant("POST", "/tickets/{id}/incident-messages", problem, { body: picture });
}

async function plant_at_the_portal(plant, take, made, url) {
    const nobody = client(url);
    const asked = { type: "攻击", subject: take(200), description: take(1000), fields: filled_in(take), requester: { name: take(100), phone: "13700137001", consents: agreed(take) } };
    made.mine = await plant("POST", "/portal/tickets", {}, asked, nobody);
    const customer = client(url, made.mine.access_token);
    const does = (what, body) => plant("POST", `/portal/tickets/{number}/${what}`, made.mine, body, customer);
    await does("messages", { body: take(1000) });
    await does("nudge", { reason: take(1000) });
    const resolve = () => made.admin("POST", `/tickets/${made.mine.number}/status`, { status: "resolved" });
    await resolve();
    await does("reopen", { reason: take(5000) });
    await resolve();
    await does("rating", { score: 4, comment: take(5000), tags: [take(30)] });
}

async function plant_files({ admin, token, tickets }, url) {
    const ids = [];
    const named = [["\"><img src=x onerror=alert()>.png", "image/png"], ["<script>alert(1)</script>.html", "text/html"], ["x.svg", "image/svg+xml"], ["javascript:alert(1)", "application/x'><script>"]];
    for (const [name, type] of named) {
        const form = new FormData();
        form.set("file", new Blob(["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>"], { type }), name);
        const answer = await fetch(`${url}/api/v1/attachments`, { method: "POST", headers: { Authorization: `Bearer ${token}` }, body: form });
        if (answer.ok) ids.push((await answer.json()).id);
    }
    await admin("POST", `/tickets/${tickets[0].id}/messages`, { body: "files", visibility: "public", attachment_ids: ids });
    return ids;
}

/** Puts the attacks everywhere. `written`: where ("POST /tickets subject"); `mails`: tickets each of whose messages is one. */
export async function plant_attacks(url) {
    const { token } = await client(url)("POST", "/session", { login: "admin", password });
    const made = { admin: client(url, token), token, tickets: [], mails: [], written: new Set() };
    const [take, plant] = [taker(), planting(made.admin, made.written)];
    await plant_people(plant, take, made);
    await plant_settings(plant, take, made);
    while (made.tickets.length < 24) made.tickets.push(await plant_ticket(plant, take, made));
    await plant_work(plant, take, made, await caller(url, "attacked"));
    await plant_at_the_portal(plant, take, made, url);
    made.files = await plant_files(made, url);
    const share = 50; // as many as the console shows at once
    for (let from = 0; from < attacks.length; from += share) {
        const mail = await made.admin("POST", "/tickets", { subject: "HTML", requester: { name: "x", phone: "13600136001" } });
        for (const body of attacks.slice(from, from + share)) await plant("POST", "/tickets/{id}/messages", mail, { body, visibility: "public" });
        made.mails.push(mail);
    }
    return made;
}
