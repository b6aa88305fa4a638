// What tries to run a script, in every text, file name, mail and address, in a real browser: nothing runs, nothing is asked of
// anybody else, and nothing is even tried that the policy of the pages would have to forbid.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { phone } from "../portal/support.mjs";
import { attacks, plant_attacks, texts_of } from "./attacks.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { caller, password, start_server } from "./server.mjs";

let server, browser, made;

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    made = await plant_attacks(server.program_url);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

/** What the browser notes by itself: nobody is signed in yet, no draft, and addresses that name nothing. */
const expected = (problem) => /Failed to load resource: .*(401|404|422|400)/.test(problem);

/** Everything that a script or a mark would do; `ran()` is that, `attributes` what should never have reached a document. */
function watch({ page, context, problems, errors = problems }) {
    const origins = [server.url, server.program_url];
    const tried = [];
    page.on("dialog", (dialog) => (tried.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    page.on("console", (message) => /violates|Content Security Policy|Blocked script/i.test(message.text()) && tried.push(`policy: ${message.text()}`));
    context.on("page", (other) => tried.push(`opened: ${other.url()}`));
    context.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^https?:$/.test(protocol) && !origins.includes(origin)) tried.push(`asked: ${request.url()}`);
    });
    const seen = () => page.evaluate(() => {
        const pages = [window, ...[...document.querySelectorAll("iframe")].map((each) => each.contentWindow)];
        const is_script = (value) => URL.canParse(value, "http://x") && /^(javascript|vbscript):|^data:text/.test(new URL(value, "http://x").href);
        const is_wrong = ({ name, value }) => /^on/i.test(name) || (/^(href|src|action|formaction|xlink:href)$/i.test(name) && is_script(value));
        const elements = pages.flatMap((each) => [...each.document.querySelectorAll("*")]);
        return {
            ran: pages.map((each) => each.__ran).filter(Boolean),
            attributes: elements.flatMap((each) => [...each.attributes].filter(is_wrong).map(({ name, value }) => `${each.tagName} ${name}=${value}`)),
        };
    });
    async function check(where) {
        const { ran, attributes } = await seen();
        tried.push(...ran.map((each) => `ran: ${each}`), ...attributes);
        assert.deepEqual([...tried, ...errors.filter((each) => !expected(each))], [], where);
    }
    return { page, check };
}

async function colleague(options) {
    const side = await open_page(browser, { url: server.url, ...options });
    const watched = watch(side);
    await sign_in(side.page, "admin", password);
    return { ...watched, context: side.context };
}

const settled = (page) => page.waitForFunction(() => !document.querySelector("[aria-busy=true], .skeleton"));

async function walk({ page, check }, addresses) {
    for (const address of addresses) {
        await page.goto(address);
        await settled(page);
        await check(address);
    }
}

async function addresses_of_things() {
    const { admin } = made;
    const ids = async (path, key = "id") => (await admin("GET", path)).items.map((each) => each[key]);
    const of = async (section, path, key) => (await ids(path, key)).map((id) => `/administration/${section}/${id}`);
    return [
        ...(await of("departments", "/departments")), ...(await of("people", "/users")),
        ...(await of("tags", "/tags")).slice(0, 3), ...(await of("replies", "/canned-responses")), ...(await of("announcements", "/announcements")),
        ...(await of("ratings", "/rating-questions")), `/administration/types/${made.type.id}`, `/administration/types/${made.type.id}/form`, `/administration/types/${made.type.id}/templates`,
        "/administration/statuses/attacked",
        ...["roles", "statuses-moves", "skills", "targets", "portal", "health", "audit", "looks", "tokens", "access", "company", "settings-file", "first-steps", "sight"].map((each) => `/administration/${each}`),
    ];
}

/** The server's answer, with what a mail would bring: each message is HTML. */
const as_mails = (page, html_of = (event) => event.body) =>
    page.route(/\/api\/v1\/tickets\/\d+\/events/, async (route) => {
        const answer = await route.fetch();
        const told = await answer.json();
        for (const event of told.items ?? []) if (event.kind === "message") event.html = html_of(event);
        await route.fulfill({ response: answer, json: told });
    });

async function read_mails({ page, check }, mails) {
    await as_mails(page);
    for (const mail of mails) {
        await page.goto(`/tickets/${mail.id}`);
        await page.locator("[data-kind=message] iframe").first().waitFor();
        await page.waitForFunction(() => [...document.querySelectorAll("iframe")].every((each) => each.contentDocument?.readyState === "complete" && each.contentDocument.body?.isConnected));
        await check(`mails of ${mail.number}`);
    }
}

test("every text that can be written has tried", () => {
    const texts = texts_of(server.program_url).filter(([method]) => method !== "PATCH").map((each) => each.join(" "));
    assert.ok(texts.length > 60);
    assert.deepEqual(texts.filter((each) => !made.written.has(each)), []);
});

test("a notice shows who and what it is about, and nothing of it runs", async () => {
    const side = await colleague();
    const his = await caller(server.program_url, "attacked");
    const me = (await made.admin("GET", "/me")).user;
    const [ticket] = made.tickets;
    await his("POST", `/tickets/${ticket.id}/messages`, { body: "x", visibility: "internal", mentions: [me.id] });
    const shown = side.page.locator("[data-notice=mentioned]");
    await shown.waitFor();
    const { name } = (await his("GET", "/me")).user;
    const words = await shown.innerText();
    assert.ok([name, ticket.subject].every((each) => words.replace(/\s+/g, " ").includes(each.replace(/\s+/g, " "))), words);
    await side.check("a notice");
    await side.context.close();
});

test("the console shows what was written, and nothing of it runs", async () => {
    const side = await colleague();
    const numbers = [...made.tickets.slice(0, 6), made.tickets.at(-1), made.mine].map((each) => `/tickets/${each.id ?? each.number}`);
    await walk(side, ["/tickets?view=all", ...numbers, "/customers", `/customers/${made.customer.id}`, "/account"]);
    await side.page.goto("/tickets/new");
    await side.page.fill("[name=requester]", "13800138001");
    await side.page.locator("[role=option] strong").first().click();
    await side.page.locator(".el-select__wrapper:has([aria-label='类型'])").click();
    await side.page.locator(".el-select-dropdown__item:visible", { hasText: "攻击" }).click();
    await side.page.locator("[name=line]").waitFor();
    await side.check("a new ticket");
    await side.page.goto("/overview");
    const chart = side.page.locator("[role=img] canvas");
    await chart.first().waitFor();
    for (let index = 0; index < (await chart.count()); index += 1) {
        await chart.nth(index).hover(); // what it says then is HTML
        await side.page.waitForTimeout(300);
        await side.check(`picture ${index} of the overview`);
    }
    await side.context.close();
});

test("what opens over the pages runs nothing either", async () => {
    const side = await colleague();
    const { page, check } = side;
    await page.goto(`/tickets/${made.tickets[0].id}`);
    await page.locator("[data-kind=message]").first().waitFor();
    await page.locator("textarea[name=body]").fill("::");
    await page.locator("[role=option]:visible").first().waitFor();
    await check("canned responses");
    await page.locator("textarea[name=body]").fill("@");
    await page.locator("[role=option]:visible").first().waitFor();
    await check("mentions");
    await page.locator("textarea[name=body]").fill("");
    await page.locator(".head h1").click();
    await page.keyboard.press("A");
    await page.locator(".el-dialog [name=assignee]").first().waitFor();
    await check("assigning");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("alert");
    await page.locator(".command-box [role=option]").first().waitFor();
    await check("commands");
    await side.context.close();
});

test("the administration shows what was written, and nothing of it runs", async () => {
    const side = await colleague();
    await walk(side, await addresses_of_things());
    await side.context.close();
});

test("mails try everything, and nothing of it reaches a document", async () => {
    const side = await colleague();
    await read_mails(side, made.mails);
    await side.context.close();
});

test("what a mail says stays, what it would do or fetch goes, and its links open beside the console", async () => {
    const { page, check, context } = await colleague();
    await as_mails(page, () => `<p onclick="x()">a<script>x()</script><img src=https://t.example/p.gif onerror=x()>
        <a href="javascript:x()">b</a><a href="https://a.example">c</a><style>p{}</style><form><input></form>
        <p style="background:url(https://t.example/)">d</p><iframe src=x></iframe></p>`);
    await page.goto(`/tickets/${made.mails[0].id}`);
    const mail = page.locator("[data-kind=message] iframe").first().contentFrame();
    await mail.locator("p", { hasText: "d" }).waitFor();
    const clean = await mail.locator("body").innerHTML();
    assert.doesNotMatch(clean, /script|onclick|onerror|t\.example|p\{\}|<form|<input|<iframe/);
    assert.match(clean, /rel="noopener noreferrer nofollow"/);
    assert.equal((await mail.locator("body").innerText()).replaceAll(/\s/g, ""), "abcd");
    await check("a mail");
    await context.close();
});

test("the cleaning holds by itself, without the policy of the pages", async () => {
    const side = await colleague({ bypassCSP: true });
    await read_mails(side, made.mails.slice(0, 4));
    await walk(side, ["/tickets?view=all", `/tickets/${made.tickets[0].id}`, "/administration/people", "/overview"]);
    await side.context.close();
});

test("the portal shows what was written, and nothing of it runs", async () => {
    for (const bypassCSP of [false, true]) {
        const his = await phone(browser, server.program_url, { bypassCSP, baseURL: server.program_url });
        const side = watch(his);
        const secret = `#token=${encodeURIComponent(made.mine.access_token)}`;
        await walk(side, ["/portal", `/portal/ticket/${made.mine.number}${secret}`, "/portal/tickets", `/portal/receipt/${made.mine.number}`, "/portal/new"]);
        await his.page.getByRole("button", { name: "攻击" }).first().click();
        await his.page.getByLabel("一句话说明").fill(attacks[0]);
        await his.page.getByRole("button", { name: "下一步", exact: true }).click();
        await his.page.locator("main input:visible, main textarea:visible").first().waitFor();
        await side.check("the form of a type");
        await his.context.close();
    }
});

test("addresses that try are read as words", async () => {
    const [side, his] = [await colleague(), await phone(browser, server.program_url, { baseURL: server.program_url })];
    const words = attacks.filter((text) => text.length < 400 && text.isWellFormed?.() !== false).map(encodeURIComponent).filter((_, index) => index % 96 === 0);
    for (const word of ["javascript:alert(1)", "\"><img src=x onerror=alert(1)>"].map(encodeURIComponent).concat(words)) {
        await walk(side, [`/tickets?q=${word}&view=${word}&tag=${word}&sort=${word}&status=${word}#${word}`, `/tickets/${word}`]);
        await walk(watched_portal(his), [`/portal/ticket/${word}?number=${word}#token=${word}`, `/portal/lookup?number=${word}`]);
    }
    await walk(side, ["/overview", "/customers", "/administration/people", "/administration/types", "/administration/tags"].map((path) => `${path}/${words[0]}?from=${words[0]}&step=${words[0]}`));
    await Promise.all([side.context.close(), his.context.close()]);
});

const portals = new Map();
const watched_portal = (his) => portals.get(his) ?? portals.set(his, watch(his)).get(his);

test("a file that was attached is saved, not shown as a page of ours", async () => {
    const side = await colleague();
    for (const id of made.files) {
        const saved = side.page.waitForEvent("download");
        await side.page.goto(`/api/v1/attachments/${id}`).catch((error) => assert.match(String(error), /Download is starting|ERR_ABORTED/));
        await (await saved).cancel();
        await side.check(`file ${id}`);
    }
    assert.ok(made.files.length >= 3);
    await side.context.close();
});
