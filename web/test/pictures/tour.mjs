// The main pages of the console and of the portal, each opened until it is whole. `of` says which tickets are shown.
import { client, password } from "../browser/server.mjs";

export const phone_size = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const settled = (page) => page.waitForFunction(() => !document.querySelector("[aria-busy=true], .skeleton") && document.getAnimations().every((each) => each.playState !== "running" || each.effect?.getTiming().iterations === Infinity));

export async function sign_in(page) {
    await page.goto("/");
    await page.locator("[name=login]").waitFor();
    await page.fill("[name=login]", "admin");
    await page.fill("[name=password]", password);
    await page.click("form button.primary");
    await page.locator(".tickets, .form").first().waitFor();
}

const opened = (address, sign) => async (page, of) => {
    await page.goto(typeof address === "function" ? address(of) : address);
    await page.locator(sign).first().waitFor();
    await settled(page);
};

/** Before anybody is signed in. */
export const entrance = { "sign-in": opened("/", "[name=login]") };

export const console_pages = {
    workspace: opened("/tickets?view=all", "[data-ticket]"),
    ticket: opened((of) => `/tickets/${of.ticket.id}`, "[data-kind=message]"),
    "new-ticket": async (page, of) => {
        await opened("/tickets/new", "[name=requester]")(page, of);
        await page.locator("[name=requester]").pressSequentially(of.caller.name.slice(0, 2));
        await page.locator("[role=option] strong").first().waitFor();
        await page.locator("[role=option] strong").first().click();
        await page.locator(".known .recent").first().waitFor();
        await page.fill("[name=subject]", of.caller.subject);
        await settled(page);
    },
    overview: async (page, of) => {
        await opened("/overview", "[data-chart=days] canvas")(page, of);
        await page.waitForTimeout(1_200); // the charts have drawn themselves
    },
    administration: opened((of) => `/administration/types/${of.type.id}/form`, "main, .sections"),
};

/** What else people spend their time with; looked over, not shown. */
export const more_console_pages = {
    customers: opened("/customers", "[type=search], [name=q], input"),
    departments: opened("/administration/departments", ".sections"),
    people: opened("/administration/people", ".sections"),
    roles: opened("/administration/roles", ".sections"),
    types: opened("/administration/types", ".sections"),
    sight: opened("/administration/sight", ".sections"),
    reply: async (page, of) => {
        await console_pages.ticket(page, of);
        await page.locator("textarea[name=body]").fill("您好,已为您安排");
        await page.locator(".composer .where").waitFor();
        await settled(page);
    },
    note: async (page, of) => {
        await more_console_pages.reply(page, of);
        await page.locator(".modes button").nth(1).click();
        await settled(page);
    },
    assign: async (page, of) => {
        await console_pages.ticket(page, of);
        await page.locator("body").click({ position: { x: 2, y: 2 } });
        await page.keyboard.press("A");
        await page.locator(".el-dialog [name=assignee]").first().waitFor();
        await settled(page);
    },
    keys: async (page, of) => {
        await console_pages.workspace(page, of);
        await page.keyboard.press("?");
        await page.locator(".el-dialog kbd").first().waitFor();
        await settled(page);
    },
};

const in_portal = (address, sign = "main .page") => async (page, of) => {
    await page.goto(typeof address === "function" ? address(of) : address);
    await page.locator(sign).first().waitFor();
    await settled(page);
};

export const portal_pages = {
    "portal-progress": in_portal((of) => `/portal/ticket/${of.mine.number}#token=${encodeURIComponent(of.mine.access_token)}`, "main .card"),
    "portal-receipt": in_portal((of) => `/portal/receipt/${of.mine.number}`, "main [role=img]"),
    "portal-tickets": in_portal("/portal/tickets", "main a"),
    "portal-home": in_portal("/portal"),
    "portal-submit": async (page, of) => {
        await in_portal("/portal/new")(page, of);
        await page.getByRole("button", { name: of.asked.type.split("/").at(-1) }).first().click();
        await page.locator("main input").first().fill(of.asked.subject);
        await settled(page);
    },
};

const asked = { subject: "微波炉修了两次还是不加热", description: "上周第二次修好,昨天又不转了,加热时有火花。", requester: { name: "何女士", phone: "13712345678" } };

const filled_in = { number: "1", money: { amount: "399", currency: "CNY" }, date: "2026-10-01", checkbox: true };
const value_of = ({ kind, options }) => (kind === "multi_choice" ? [options[0].key] : options.length ? options.at(-1).key : filled_in[kind] ?? "JD20261120008");

/** A ticket of somebody at the portal, under way and asked about. */
export async function one_of_mine(url, admin, type) {
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
