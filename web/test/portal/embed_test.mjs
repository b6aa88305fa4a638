// One line puts the portal on a page of another site: where its administrator allows it, and nowhere else.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { open_browser } from "../browser/pages.mjs";
import { serious_findings, start_server } from "./support.mjs";

let server, browser, shop, stranger;
const rules = { reopen_days: 7, nudge_minutes: 30 };

/** A site of somebody else, which lets nothing inline run and nobody's styles but its own. */
function site(origin) {
    const page = `<!doctype html><html lang="zh"><meta name="viewport" content="width=device-width"><title>店</title><body style="height:3000px"><h1>店</h1>
        <script src="${origin}/embed.js" data-label="找客服" data-page="new" defer></script></body></html>`;
    const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}; style-src-attr 'unsafe-inline'`;
    const listener = createServer((_request, answer) => answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy }).end(page));
    return new Promise((done) => {
        listener.listen(0, "127.0.0.1", () => done({ origin: `http://127.0.0.1:${listener.address().port}`, close: () => listener.close() }));
    });
}

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    const department_id = (await server.boss("GET", "/me")).departments[0].id;
    await server.boss("POST", "/types", { path: "售后", is_public: true, department_id });
    [shop, stranger] = await Promise.all([site(server.origin), site(server.origin)]);
    await server.boss("PUT", "/settings/portal", { ...rules, embed_origins: [shop.origin] });
});
after(async () => {
    await browser?.close();
    shop?.close();
    stranger?.close();
    await server?.stop();
});

async function visit(origin, options) {
    const context = await browser.newContext({ locale: "zh-CN", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(8_000);
    const said = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.goto(origin);
    return { page, context, said };
}
const open = (page) => page.getByRole("button", { name: "找客服" }).click();
const inside = (page) => page.frameLocator("iframe");

test("on a site that may, a question is asked without leaving it, and Escape goes back to it", async () => {
    const { page, context, said } = await visit(shop.origin);
    assert.equal(await page.locator("iframe").count(), 0, "nothing of the portal is loaded before it is wanted");
    await open(page);
    await inside(page).getByRole("button", { name: "售后", exact: true }).click();
    await inside(page).getByLabel("一句话说明").fill("从店里问");
    await inside(page).getByRole("button", { name: "下一步" }).click();
    await inside(page).getByLabel("称呼").fill("李雷");
    await inside(page).getByLabel("手机号").fill("13900001234");
    await inside(page).getByRole("button", { name: "提交" }).click();
    await inside(page).getByText("我们收到了").waitFor();
    assert.equal((await server.boss("GET", "/tickets")).items[0].subject, "从店里问");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), "找客服");
    await open(page);
    await inside(page).getByText("我们收到了").waitFor(); // as it was left
    await page.getByRole("button", { name: "关闭", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await open(page);
    await page.getByRole("button", { name: "关闭", exact: true }).focus();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.deepEqual(await context.cookies(), [], "no cookie is set");
    assert.deepEqual(said, []);
    await context.close();
});

test("where another site's storage is blocked it works as well", async () => {
    const { page, context, said } = await visit(shop.origin);
    await context.addInitScript(() => {
        if (window.parent !== window) Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
    });
    await open(page);
    await inside(page).getByRole("button", { name: "售后", exact: true }).waitFor();
    assert.deepEqual(said, []);
    await context.close();
});

test("on a phone the panel is the whole screen, and can be used by everybody", async () => {
    const { page, context } = await visit(shop.origin, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    await open(page);
    await inside(page).getByRole("button", { name: "售后", exact: true }).waitFor();
    const box = await page.getByRole("dialog").boundingBox();
    assert.deepEqual([box.width, box.height], [360, 740]);
    assert.ok((await page.locator("iframe").boundingBox()).width === 360);
    await context.close();
    const again = await browser.newContext({ bypassCSP: true }); // axe is put into the page
    const whole = await again.newPage();
    await whole.goto(shop.origin);
    await open(whole);
    assert.deepEqual(await serious_findings(whole), []);
    await again.close();
});

test("a site that may not is refused by the browser, and so is everybody when none is named", async () => {
    const refused = async (origin) => {
        const { page, context, said } = await visit(origin);
        const told = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
        await open(page);
        await told;
        assert.equal(await inside(page).getByRole("button").count(), 0);
        await context.close();
        return said;
    };
    assert.match((await refused(stranger.origin)).join(), /frame-ancestors/);
    await server.boss("PUT", "/settings/portal", rules);
    assert.match((await refused(shop.origin)).join(), /frame-ancestors 'none'/);
});
