// The main pages of the console and of the portal, each opened until it is whole. `of` says which tickets are shown.
import { password } from "../browser/server.mjs";

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
        await page.locator("[name=requester]").press("Shift"); // whoever writes Chinese presses keys, which the characters alone do not tell
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
    customer: opened((of) => `/customers/${of.ticket.requester.id}`, "aside.customer h3"),
    account: opened("/account", "main h1, h1"),
    nothing: opened("/tickets?q=没有这样的工单", ".tickets .empty"),
    reply: async (page, of) => {
        await console_pages.ticket(page, of);
        await page.locator("textarea[name=body]").click(); // opens the composer, as somebody does
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

// On a phone an editor stands before its list.
const section = (address) => opened(address, ".stage h1:visible, .stage h2:visible, .editor:visible");

/** Every page of the administration. */
export const administration_pages = {
    departments: section("/administration/departments"),
    department: section((of) => `/administration/departments/${of.ticket.department.id}`),
    people: section("/administration/people"),
    person: section((of) => `/administration/people/${of.person.id}`),
    "people-paste": section("/administration/people/paste"),
    roles: section("/administration/roles"),
    types: section("/administration/types"),
    type: section((of) => `/administration/types/${of.type.id}`),
    "type-templates": section((of) => `/administration/types/${of.type.id}/templates`),
    status: section("/administration/statuses/open"),
    "status-moves": section("/administration/statuses-moves"),
    ...Object.fromEntries(["tags", "replies", "announcements", "ratings"].map((each) => [`${each}-new`, section(`/administration/${each}/new`)])),
    ...Object.fromEntries(["skills", "targets", "portal", "health", "audit", "looks", "tokens", "access", "company", "settings-file", "first-steps", "sight"].map((each) => [each, section(`/administration/${each}`)])),
    "first-departments": section("/administration/first-steps?step=2"),
    "first-people": section("/administration/first-steps?step=3"),
    "first-types": section("/administration/first-steps?step=4"),
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

export const more_portal_pages = {
    "portal-lookup": in_portal("/portal/lookup"),
    "portal-types": in_portal("/portal/new"),
    "portal-form": async (page, of) => {
        await portal_pages["portal-submit"](page, of);
        await page.locator(".bottom-bar button").click();
        await settled(page);
    },
};
