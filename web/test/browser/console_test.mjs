// The console in a real browser on the real server: one ticket's way through two people's hands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { make_people } from "./data.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { password, start_server } from "./server.mjs";

let server, browser, a, b;
const subject = "微波炉加热不均";

/** What the browser notes by itself: nobody is signed in yet, no draft, and the network that was switched off. */
const expected = (problem) => /401 .*\/api\/v1\/me$|404 .*\/draft$|ERR_INTERNET_DISCONNECTED|ERR_NETWORK|WebSocket connection/.test(problem);

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    await make_people(server.url);
    [a, b] = await Promise.all([open_page(browser, { url: server.url }), open_page(browser, { url: server.url })]);
    await a.context.grantPermissions(["clipboard-read", "clipboard-write"]);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const entry = (side, text) => side.page.locator("article[data-visibility]", { hasText: text });
const row = (side) => side.page.locator("[data-ticket]", { hasText: subject });
const write = async (side, words) => {
    await side.page.locator("textarea[name=body]").fill(words);
    await side.page.keyboard.press("Control+Enter");
};

test("a wrong password is refused, the right one opens the list", async () => {
    await a.page.goto("/");
    await a.page.fill("[name=login]", "admin");
    await a.page.fill("[name=password]", "not this one at all");
    await a.page.click("form button.primary");
    await a.page.waitForSelector("[role=alert]");
    await sign_in(a.page, "admin", password);
    await sign_in(b.page, "wang", password);
    a.problems.splice(0, a.problems.length, ...a.problems.filter((each) => !/401 .*\/session$/.test(each)));
});

test("a ticket is made by keyboard only, and a colleague's list has it without reload", async () => {
    await a.page.keyboard.press("c");
    await a.page.waitForSelector("[name=requester]");
    await a.page.fill("[name=requester]", "张敏 13800138001");
    await a.page.fill("[name=subject]", subject);
    await a.page.fill("[name=description]", "转盘不转");
    await a.page.keyboard.press("Control+Enter");
    await a.page.waitForURL(/\/tickets\/\d+/);
    await entry(a, "转盘不转").waitFor();
    await row(b).waitFor();
});

test("a reply is taken back while it waits, and is a draft again", async () => {
    await a.page.keyboard.press("r");
    await write(a, "您好,马上为您处理");
    await a.page.locator("[data-action=undo]").click();
    await a.page.waitForFunction(() => document.querySelector("textarea[name=body]").value === "您好,马上为您处理");
    await entry(a, "马上为您处理").waitFor({ state: "detached" });
});

test("what is said is seen live by who looks too", async () => {
    await row(b).click();
    await b.page.locator(".others").waitFor();
    await a.page.locator("textarea[name=body]").focus();
    await a.page.keyboard.press("Control+Enter");
    await entry(b, "马上为您处理").waitFor();
    await write(b, "");
    await b.page.locator("[role=tab]", { hasText: "内部备注" }).click();
    await write(b, "仓库有货");
    await entry(a, "仓库有货").waitFor();
    assert.equal(await entry(a, "仓库有货").getAttribute("data-visibility"), "internal");
});

test("it is handed over with a card, and is then in the other one's own list", async () => {
    await a.page.locator(".head h1").click();
    await a.page.keyboard.press("A");
    await a.page.locator(".el-dialog label", { hasText: "王芳" }).click();
    await a.page.fill(".el-dialog [name=note]", "请安排换货");
    await a.page.locator(".el-dialog button.primary").click();
    await b.page.locator("[data-kind=assigned]", { hasText: "请安排换货" }).waitFor();
    await b.page.locator(".rail a", { hasText: "我的" }).click();
    await row(b).click();
    await b.page.locator("button", { hasText: "接手" }).click();
    await b.page.locator("[data-kind=accepted]").waitFor();
});

test("somebody offline is told so, and catches up", async () => {
    await a.context.setOffline(true);
    await a.page.locator(".pill.offline").waitFor();
    await b.page.locator("[role=tab]", { hasText: "内部备注" }).click();
    await write(b, "已通知仓库发货");
    await entry(b, "已通知仓库发货").waitFor();
    assert.equal(await entry(a, "已通知仓库发货").count(), 0);
    await a.context.setOffline(false);
    await entry(a, "已通知仓库发货").waitFor();
    await a.page.locator(".pill").waitFor({ state: "detached" });
});

test("it is resolved and closed, and leaves the list of what is unfinished", async () => {
    for (const status of ["已解决", "已关闭"]) {
        await b.page.locator("[data-property=status] .el-select").click();
        await b.page.locator(".el-select-dropdown__item:visible", { hasText: status }).click();
        await b.page.locator(".head .chip", { hasText: status }).waitFor();
    }
    await row(a).waitFor({ state: "detached" });
    await a.page.locator(".head .chip", { hasText: "已关闭" }).waitFor();
});

test("back and forward go through what was shown", async () => {
    await a.page.goto("/tickets?view=all");
    await row(a).click();
    await a.page.waitForURL(/\/tickets\/\d+\?view=all/);
    await a.page.goBack();
    await a.page.waitForURL(/\/tickets\?view=all$/);
    await a.page.locator("[name=q]").fill("没有这样的工单");
    await a.page.locator(".tickets .empty").waitFor();
    assert.match(a.page.url(), /q=/);
});

test("a phone shows one thing at a time, and nothing is wider than it", async () => {
    await b.page.setViewportSize({ width: 360, height: 740 });
    for (const address of ["/tickets?view=all", "/tickets/new", "/customers", "/account"]) {
        await b.page.goto(address);
        await b.page.waitForLoadState("networkidle");
        const [wide, page] = await b.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= page, `${address} is ${wide} wide`);
    }
});

test("a session that was ended elsewhere asks for the password, at the same address", async () => {
    await a.page.goto("/tickets?view=all");
    await row(a).waitFor();
    await a.page.evaluate(() => fetch("/api/v1/session", { method: "DELETE", headers: { "X-Baton-Client": "1" } }));
    await a.page.locator(".rail a", { hasText: "我的" }).click();
    await a.page.fill("[name=login]", "admin");
    await a.page.fill("[name=password]", password);
    await a.page.click("form button.primary");
    await a.page.waitForURL(/view=mine/);
    await a.page.locator(".tickets").waitFor();
    a.problems.splice(0, a.problems.length, ...a.problems.filter((each) => !/ 401 /.test(each)));
});

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    assert.deepEqual([...a.problems, ...b.problems].filter((each) => !expected(each)), []);
});
