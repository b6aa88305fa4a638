// The workspace of somebody with much to do: long conversations, forms, many tickets at once, the next one, the numbers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { make_data } from "./data.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { password, start_server } from "./server.mjs";

let server, browser, data, page, problems;
const events = 2000;
const at_once = 40;
const slowest_ms = 3000; // whatever else the machine does
const last_words = "最后一条";

/** The browser notes by itself that nobody is signed in yet, and that there is no draft. */
const expected = (problem) => /401 .*\/api\/v1\/me$|404 .*\/draft$/.test(problem);

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    data = await make_data(server.program_url);
    await make_long(data.tickets[6].id);
    ({ page, problems } = await open_page(browser, { url: server.url }));
    await sign_in(page, "admin", password);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function make_long(id) {
    const write = (body) => data.admin("POST", `/tickets/${id}/messages`, { visibility: "internal", body });
    for (let made = 0; made < events; made += at_once)
        await Promise.all(Array.from({ length: at_once }, (_, index) => write(`第 ${made + index + 1} 条记录`)));
    await write(last_words);
}

const row = (words) => page.locator("[data-ticket]", { hasText: words });

/** From the click to what is painted, in milliseconds. */
const opened_within = (id, words) =>
    page.evaluate(async ([id, words]) => {
        const start = performance.now();
        document.querySelector(`[data-ticket="${id}"]`).click();
        const is_there = () => [...document.querySelectorAll("article .body")].at(-1)?.textContent === words;
        while (!is_there()) await new Promise((done) => requestAnimationFrame(done));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - start;
    }, [id, words]);

test("a conversation of 2,000 events opens at its end, and goes back without a jump", async (context) => {
    const { id } = data.tickets[6];
    const took = [];
    for (let round = 0; round < 3; ++round) {
        await page.goto("/tickets");
        await row("微波炉").click();
        await page.locator("article[data-visibility]", { hasText: "产品铭牌" }).waitFor();
        took.push(await opened_within(id, last_words));
    }
    context.diagnostic(`opened in ${took.map(Math.round).join(", ")} ms`);
    assert.ok(Math.min(...took) < slowest_ms, `opened in ${took} ms`);
    assert.ok(await page.locator("article.said").count() <= 60, "all of it is on the page at once");
    const box = page.locator("[aria-label=往来]");
    const top_of = (words) => page.locator("article.said", { hasText: words }).first().evaluate((each) => each.getBoundingClientRect().top);
    const first = (await page.locator("article.said .body").first().textContent()).trim();
    await box.evaluate((each) => (each.scrollTop = 700));
    await page.waitForTimeout(100);
    const before = await top_of(first);
    const count = await page.locator("article.said").count();
    await page.locator(".older").evaluate((each) => each.click());
    await page.waitForFunction((count) => document.querySelectorAll("article.said").length > count, count);
    assert.ok(Math.abs((await top_of(first)) - before) < 2, "what was read has moved");
});

const rows = () => page.locator(".tickets .row");
const picked = () => page.locator(".tickets [role=status]");
const choose = async (label, option) => {
    await page.locator(`.el-dialog .field:has(.label:text-is("${label}")) .el-select`).click();
    await page.locator(".el-select-dropdown__item:visible", { hasText: option }).first().click();
};

test("selected tickets are changed at once, and it is said before which cannot be", async () => {
    await page.goto("/tickets?view=all&sort=created_at");
    await rows().nth(5).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await rows().nth(3).click({ modifiers: ["Shift"] });
    assert.match(await picked().textContent(), /4/);
    assert.match(page.url(), /\/tickets\?/, "a click with shift opened a ticket");
    await rows().nth(5).click();
    await page.waitForURL(/\/tickets\/\d+/);
    assert.match(await picked().textContent(), /4/, "what was selected stays so while a ticket is read");
    await page.locator("[data-bulk=status]").click();
    await choose("状态", "已解决");
    await page.locator(".el-dialog .refusals", { hasText: "1 张不行" }).waitFor();
    await page.locator(".el-dialog button.primary", { hasText: "修改 3 张" }).click();
    await page.locator(".el-dialog", { hasText: "已修改 3 张" }).waitFor();
    const states = await Promise.all(data.tickets.slice(0, 4).map(({ id }) => data.admin("GET", `/tickets/${id}`)));
    assert.deepEqual(states.map((each) => each.status), ["resolved", "resolved", "resolved", "resolved"]);
    await page.locator(".el-dialog button", { hasText: "关闭" }).last().click();
    assert.match(await picked().textContent(), /1/, "what was refused stays selected");
    await page.keyboard.press("Escape");
    await picked().waitFor({ state: "detached" });
});

test("the next ticket comes with its reason, and is passed over with one", async () => {
    await page.goto("/tickets");
    await rows().first().waitFor();
    await page.locator("[data-next=first]").click();
    await page.waitForURL(/next=/);
    const bar = page.locator(".bar", { hasText: "为什么是这张" });
    await bar.waitFor();
    assert.match(await bar.textContent(), /特急|超时|紧急/);
    const first = page.url();
    await page.locator("[data-next=pass]").click();
    await page.fill(".el-dialog [name=reason]", "等质检部回复");
    await page.locator(".el-dialog button.primary").click();
    await page.waitForFunction((before) => location.href !== before, first);
    await bar.waitFor();
    const passed = /next=(\d+)/.exec(first)[1];
    const { items } = await data.admin("GET", `/tickets/${passed}/events`);
    assert.ok(items.some((each) => each.body?.includes("等质检部回复") && each.visibility === "internal"));
    const second = page.url();
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.waitForFunction((before) => location.href !== before, second);
});

test("the numbers of the overview open the tickets behind them", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await page.locator("[data-chart=days] canvas").waitFor();
    const created = page.locator("[data-number=created]");
    const count = parseInt(await created.locator("strong").textContent());
    assert.equal(count, data.tickets.length);
    await created.click();
    await page.waitForURL(/created_from=/);
    await rows().nth(count - 1).waitFor();
    assert.equal(await rows().count(), count);
    await page.goBack();
    await page.locator(".statuses a", { hasText: "已解决" }).click();
    await rows().first().waitFor();
    assert.ok((await page.locator(".tickets .row .chip.new").count()) === 0);
    await page.goBack();
    const [csv] = await Promise.all([page.waitForEvent("download"), page.locator(".files").getByText("CSV").click()]);
    assert.match(csv.suggestedFilename(), /\.csv$/);
    await page.locator("[aria-pressed]", { hasText: "今天" }).click();
    await page.waitForURL(/span=today/);
});

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    assert.deepEqual(problems.filter((each) => !expected(each)), []);
});
