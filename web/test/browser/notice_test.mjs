// Notices on the real server: in the console while one works on something else, by a sound, and by the system while no page of
// the console is in front of anybody.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serious_findings } from "../portal/support.mjs";
import { expected, small_phone } from "./acts.mjs";
import { make_people } from "./data.mjs";
import { layout_faults, shift_faults, watch_shifts } from "./layout.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { caller, password, start_server } from "./server.mjs";

const settle_ms = 800; // longer than the windows take to agree
const shown_ms = 8_000;
const with_axe = { bypassCSP: true }; // axe is put into the page
let server, browser, without_https, made, a, b;

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    made = await make_people(server.url);
    [a, b] = await Promise.all([open_page(browser, { url: server.url }), open_page(browser, { url: server.url, ...with_axe })]);
    await Promise.all([count_tones(b.context), watch_shifts(b.context)]);
    await sign_in(a.page, "admin", password);
    await sign_in(b.page, "wang", password);
});
after(async () => {
    await Promise.all([browser?.close(), without_https?.close()]);
    await server?.stop();
});

const toast = (page, kind = "") => page.locator(`.notices [data-notice${kind && `=${kind}`}]`);
const gone = (page) => page.waitForFunction(() => !document.querySelector("[data-notice]"), undefined, { timeout: 2 * shown_ms });
let made_tickets = 0;
const ticket = (subject = `第 ${(made_tickets += 1)} 张`) => made.admin("POST", "/tickets", { subject, requester: { name: "张敏", phone: "13800138001" }, description: "微波炉转盘不转" });
const assign = ({ id }, person, by = made.admin) => by("POST", `/tickets/${id}/assignment`, { assignee_id: person.id, note: "请跟进" });
const mention = ({ id }, person) => made.admin("POST", `/tickets/${id}/messages`, { body: "请看一下", visibility: "internal", mentions: [person.id] });

/** What an AudioContext is asked to play; nobody hears it here. */
const count_tones = (context) =>
    context.addInitScript(() => {
        window.tones = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...when) {
            window.tones += 1;
            return start.apply(this, when);
        };
    });
const tones = (page) => page.evaluate(() => window.tones);

test("who is given a ticket is told so by whom, and a click leads there", async () => {
    const given = await ticket("冰箱不制冷");
    await a.page.goto(`/tickets/${given.id}`);
    await a.page.locator(".head h1").click();
    await a.page.keyboard.press("A");
    await a.page.locator(".el-dialog label", { hasText: "王芳" }).click();
    await a.page.fill(".el-dialog [name=note]", "请安排上门");
    await a.page.locator(".el-dialog button.primary").click();
    const shown = toast(b.page, "assigned");
    await shown.waitFor();
    assert.deepEqual((await shown.innerText()).split(/\s*\n\s*/), [`${made.me.name} 交给了您`, given.number, "冰箱不制冷"]);
    assert.deepEqual(await b.page.locator(".notices").evaluate((box) => [box.role, box.ariaLive]), ["status", "polite"]);
    assert.deepEqual(await serious_findings(b.page), []);
    await shown.locator(".open").click();
    await b.page.waitForURL(`**/tickets/${given.id}`);
    await b.page.locator("h1", { hasText: "冰箱不制冷" }).waitFor();
    await gone(b.page);
});

test("the ticket that is open tells nothing more, and nobody is told what he did himself", async () => {
    const opened = await ticket();
    await b.page.goto(`/tickets/${opened.number}`);
    await b.page.locator(".head h1").waitFor();
    await mention(opened, made.people.wang);
    await b.page.locator("article[data-visibility=internal]", { hasText: "请看一下" }).waitFor();
    const own = await ticket();
    const wang = await caller(server.url, "wang");
    await assign(own, made.people.wang, wang);
    await b.page.waitForTimeout(settle_ms);
    assert.deepEqual([await toast(b.page).count(), await toast(a.page).count()], [0, 0]);
    await b.page.goto("/tickets");
    await b.page.locator("[data-ticket]").first().waitFor();
    await mention(opened, made.people.wang);
    await toast(b.page, "mentioned").waitFor();
    await b.page.goto("/tickets"); // starts over without
    await b.page.locator("[data-ticket]").first().waitFor();
});

test("three are shown at once and the rest is counted; a hand holds them, and they end by themselves", async () => {
    for (const each of await Promise.all([ticket(), ticket(), ticket()])) await assign(each, made.people.wang);
    await b.page.waitForFunction(() => document.querySelectorAll("[data-notice]").length === 3);
    await toast(b.page).first().hover();
    const [first, fourth] = [await toast(b.page).first().innerText(), await ticket()];
    await assign(fourth, made.people.wang);
    await b.page.locator(".notices .more", { hasText: "还有 1 条" }).waitFor();
    await b.page.waitForTimeout(shown_ms + settle_ms);
    assert.equal(await toast(b.page).count(), 3);
    assert.equal(await toast(b.page).first().innerText(), first);
    await b.page.mouse.move(600, 700);
    const left = Date.now();
    await gone(b.page);
    assert.ok(Date.now() - left > shown_ms - settle_ms, "they have their time again");
    assert.equal(await b.page.locator(".notices .more").count(), 0);
    assert.deepEqual(await shift_faults(b.page), []);
});

test("they are closed by hand and by key", async () => {
    for (const each of await Promise.all([ticket(), ticket()])) await assign(each, made.people.wang);
    await toast(b.page).nth(1).waitFor();
    await toast(b.page).first().getByRole("button", { name: "关闭" }).click();
    await b.page.waitForFunction(() => document.querySelectorAll("[data-notice]").length === 1);
    await toast(b.page).locator(".open").focus();
    await b.page.keyboard.press("Escape");
    await gone(b.page);
    await b.page.mouse.move(600, 700);
});

test("on a phone, dark and in English, they are whole and leave free where answers are sent", async () => {
    const phone = await open_page(browser, { url: server.url, language: "en", theme: "dark", ...small_phone, ...with_axe });
    await watch_shifts(phone.context);
    await sign_in(phone.page, "liu", password);
    const open = await ticket();
    await phone.page.goto(`/tickets/${open.id}`);
    await phone.page.locator("textarea[name=body]").fill("We will be there tomorrow");
    await phone.page.locator(".composer .where").waitFor();
    await phone.page.evaluate(() => Object.assign(window, { shift: 0, moved: [] })); // the composer opened
    const long = await ticket("The microwave oven was repaired twice and still does not heat; the customer asks for a new one");
    for (const each of [long, await ticket(), await ticket(), await ticket()]) await assign(each, made.people.liu);
    await phone.page.locator(".notices .more", { hasText: "1 more" }).waitFor();
    await phone.page.waitForTimeout(settle_ms);
    const is_free = await phone.page.locator(".send .primary, .send > button").first().evaluate((send) => {
        const { left, top, width, height } = send.getBoundingClientRect();
        return send.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    assert.ok(is_free, "the button that sends is covered");
    assert.deepEqual([...(await layout_faults(phone.page)), ...(await serious_findings(phone.page)), ...(await shift_faults(phone.page))], []);
    assert.deepEqual(phone.problems.filter((each) => !expected(each)), []);
    await phone.context.close();
});

test("the sound is off until it is turned on, and is made by one window of several", async () => {
    await assign(await ticket(), made.people.wang);
    await toast(b.page).waitFor();
    assert.equal(await tones(b.page), 0);
    await b.page.goto("/account");
    const choice = b.page.getByRole("switch", { name: "提示音" });
    assert.equal(await choice.getAttribute("aria-checked"), "false");
    await b.page.getByRole("button", { name: "试听" }).click();
    await b.page.waitForFunction(() => window.tones === 2);
    await choice.click();
    assert.equal(await choice.getAttribute("aria-checked"), "true");
    await b.page.waitForFunction(() => window.tones === 4);
    await b.page.reload();
    assert.equal(await choice.getAttribute("aria-checked"), "true", "remembered");

    const pages = [b.page, await b.context.newPage(), await b.context.newPage()];
    for (const page of pages) {
        await page.goto("/tickets?view=all");
        await page.locator("[data-ticket]").first().waitFor();
        await page.locator("[name=q]").click(); // browsers let no page be heard that nobody touched
    }
    await assign(await ticket(), made.people.wang);
    await Promise.all(pages.map((page) => toast(page).waitFor()));
    await b.page.waitForTimeout(settle_ms);
    const heard = await Promise.all(pages.map(tones));
    assert.deepEqual(heard.sort(), [0, 0, 2]);
    const read = await ticket();
    await pages[1].goto(`/tickets/${read.id}`);
    await pages[1].locator(".head h1").waitFor();
    await Promise.all(pages.map((page) => gone(page)));
    await mention(read, made.people.wang);
    await pages[1].locator("article[data-visibility=internal]", { hasText: "请看一下" }).waitFor();
    await b.page.waitForTimeout(settle_ms);
    assert.equal(await toast(pages[0]).count(), 0, "somebody reads it in another window");
    await Promise.all(pages.slice(1).map((page) => page.close()));
    await b.page.evaluate(() => localStorage.removeItem("notice.sound"));
});

/** As its owner does in the settings of the browser. */
async function block_notifications(page) {
    const { targetInfo } = await (await page.context().newCDPSession(page)).send("Target.getTargetInfo");
    const settings = await browser.newBrowserCDPSession();
    await settings.send("Browser.setPermission", { permission: { name: "notifications" }, setting: "denied", origin: server.url, browserContextId: targetInfo.browserContextId });
}

test("what is blocked is said so, and the account is whole", async () => {
    const own = await open_page(browser, { url: server.url, ...small_phone, ...with_axe, theme: "dark", language: "en" });
    await sign_in(own.page, "liu", password);
    await block_notifications(own.page);
    await own.page.goto("/account");
    await own.page.getByText("The browser blocks notifications of this site.").waitFor();
    assert.ok(await own.page.getByRole("switch", { name: "System notifications" }).isDisabled());
    assert.deepEqual([...(await layout_faults(own.page)), ...(await serious_findings(own.page))], []);
    await own.context.close();
});

test("a page that came without https says that nothing can be pushed, and tells all the same", async () => {
    without_https = await open_browser("--host-resolver-rules=MAP console.example 127.0.0.1");
    const { port } = new URL(server.url);
    const own = await open_page(without_https, { url: `http://console.example:${port}` });
    await sign_in(own.page, "liu", password);
    await own.page.goto("/account");
    await own.page.getByText("这个页面不是 https").waitFor();
    assert.ok(await own.page.getByRole("switch", { name: "系统通知" }).isDisabled());
    await assign(await ticket(), made.people.liu);
    await toast(own.page, "assigned").waitFor();
    assert.deepEqual(own.problems.filter((each) => !expected(each)), []);
});

test("the worker is asked for anew each time and comes as a script", async () => {
    const { headers } = await fetch(`${server.url}/sw.js`);
    assert.match(headers.get("Content-Type"), /^text\/javascript/);
    assert.doesNotMatch(headers.get("Cache-Control"), /immutable|max-age=[1-9]/);
});

test("the console can be put on a home screen, where a phone lets it notify", async () => {
    const devtools = await a.page.context().newCDPSession(a.page);
    const { url, errors, data } = await devtools.send("Page.getAppManifest");
    assert.match(url, /\/console\.webmanifest$/);
    assert.deepEqual(errors, []);
    const { display, icons, start_url } = JSON.parse(data);
    assert.equal(display, "standalone");
    for (const path of [start_url, ...icons.map((each) => each.src)]) assert.equal((await fetch(server.program_url + path, { headers: { Accept: "text/html,*/*" } })).status, 200, path);
});

const payload = (given, more = {}) => ({ kind: "assigned", ticket_id: given.id, number: given.number, subject: given.subject, by: "李强", language: "zh-CN", seq: 1, ...more });

/** Delivers what a push service would have brought to the worker of this origin. */
async function deliverer(page) {
    const devtools = await page.context().newCDPSession(page);
    const registration = new Promise((done) =>
        devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations.length && done(registrations.at(-1).registrationId)),
    );
    await devtools.send("ServiceWorker.enable");
    const known = { origin: server.url, registrationId: await registration };
    return (data) => devtools.send("ServiceWorker.deliverPushMessage", { ...known, data: typeof data === "string" ? data : JSON.stringify(data) });
}
const notifications = (page) =>
    page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration("/");
        return (await registration.getNotifications()).map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, ticket_id: data.ticket_id }));
    });
const until = async (found) => {
    for (const end = Date.now() + 10_000; !(await found()); await new Promise((done) => setTimeout(done, 100))) assert.ok(Date.now() < end, "it did not come");
};

test("a push is shown by the system unless the console is in front of somebody; one for each ticket, in his language", async () => {
    const own = await open_page(browser, { url: server.url });
    await own.context.grantPermissions(["notifications"]);
    await sign_in(own.page, "qian", password);
    await own.page.evaluate(() => navigator.serviceWorker.register("/sw.js?name=Chrome&language=zh-CN").then(() => navigator.serviceWorker.ready));
    const deliver = await deliverer(own.page);
    const given = await ticket("冰箱不制冷");
    await deliver(payload(given));
    await own.page.waitForTimeout(settle_ms);
    assert.deepEqual(await notifications(own.page), [], "the page is there");

    await own.page.goto("/portal"); // which is no page of the console
    await deliver(payload(given));
    const one = { body: `${given.number} 冰箱不制冷`, tag: `ticket ${given.id}`, ticket_id: given.id };
    await until(async () => (await notifications(own.page)).length === 1);
    assert.deepEqual(await notifications(own.page), [{ ...one, title: "李强 交给了您", lang: "zh-CN" }]);
    await deliver(payload(given, { kind: "answered", by: "", language: "en", seq: 2 }));
    await until(async () => (await notifications(own.page))[0].lang === "en");
    assert.deepEqual(await notifications(own.page), [{ ...one, title: "The customer replied", lang: "en" }]);
    await deliver("this is no JSON");
    await until(async () => (await notifications(own.page)).length === 2);
    assert.ok((await notifications(own.page)).some((each) => each.title === "工单有新动态"));
    await own.context.close();
});

test("a click on a notification opens its ticket in the window that is there", async () => {
    const own = await open_page(browser, { url: server.url });
    await sign_in(own.page, "wang", password);
    const [worker] = await Promise.all([
        own.context.waitForEvent("serviceworker"),
        own.page.evaluate(() => navigator.serviceWorker.register("/sw.js?name=Chrome&language=zh-CN").then(() => navigator.serviceWorker.ready)),
    ]);
    const given = await ticket("洗衣机漏水");
    await assign(given, made.people.wang);
    // Nobody can click on the system here; a worker may come to the front only after a click, so that this part is refused.
    await worker.evaluate((id) => open(id).catch((problem) => problem.name), given.id);
    await own.page.waitForURL(`**/tickets/${given.id}`);
    await own.page.locator("h1", { hasText: "洗衣机漏水" }).waitFor();
    assert.deepEqual(own.problems.filter((each) => !expected(each)), []);
    await own.context.close();
});

test("a browser is pushed to once its owner says so, until it is removed or he signs out", async () => {
    const own = await open_page(browser, { url: server.url, ...with_axe });
    await own.context.grantPermissions(["notifications"]);
    await sign_in(own.page, "shen", password);
    await own.page.goto("/account");
    const choice = own.page.getByRole("switch", { name: "系统通知" });
    const state = (on) => own.page.waitForFunction((on) => document.querySelector("[data-switch=push]")?.ariaChecked === on, String(on));
    await choice.click();
    await own.page.getByRole("alert").filter({ hasText: "推送服务" }).waitFor(); // no push service can be reached from here
    await state(false);
    await subscribe_by_itself(own.page);

    const shen = await caller(server.url, "shen");
    const pushed = async () => (await shen("GET", "/push_subscriptions")).items;
    await choice.click();
    await state(true);
    const [one] = await pushed();
    assert.match(one.name, /^Chrome · \w+$/);
    await own.page.locator(`[data-browser="${one.id}"]`, { hasText: "本机" }).waitFor();
    assert.deepEqual([...(await layout_faults(own.page)), ...(await serious_findings(own.page))], []);
    await own.page.getByRole("button", { name: `移除 ${one.name}` }).click();
    await state(false);
    assert.deepEqual(await pushed(), []);
    await choice.click();
    await state(true);
    assert.equal((await pushed()).length, 1);
    await own.page.locator(".rail .me").click();
    await own.page.getByRole("button", { name: "退出" }).click();
    await own.page.locator("[name=login]").waitFor();
    assert.deepEqual(await pushed(), []);
    assert.equal(await own.page.evaluate(() => localStorage.getItem("notice.push")), null);
    await own.context.close();
});

/** What a push service would have answered: the one thing in these tests that is not real, as none can be reached. */
const subscribe_by_itself = (page) =>
    page.evaluate(async () => {
        const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
        const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
        const keys = { p256dh: text(await crypto.subtle.exportKey("raw", pair.publicKey)), auth: text(crypto.getRandomValues(new Uint8Array(16))) };
        const endpoint = `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`;
        PushManager.prototype.subscribe = async () => ({ endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => true });
    });

test("nothing went wrong on the way", () => {
    assert.deepEqual([...a.problems, ...b.problems].filter((each) => !expected(each)), []);
});
