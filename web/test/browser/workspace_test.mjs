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

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    assert.deepEqual(problems.filter((each) => !expected(each)), []);
});
