// The portal in a real browser against the real server: what a customer does on his phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { open_browser } from "../browser/pages.mjs";
import { client } from "../browser/server.mjs";
import { layout_faults, pause, phone, serious_findings, start_server } from "./support.mjs";

let server, browser, boss;
const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
);
const photo = (name) => ({ name, mimeType: "image/png", buffer: picture });
const attack = (word) => `<img src=x onerror="hacked='${word}'"><script>hacked='${word}'</script>{{7*7}}${word}`;

const option = (key, label, parent) => ({ key, label, ...(parent && { parent }) });
const fields = [
    { key: "kind", label: "问题类型", kind: "choice", required: true, options: [option("quality", "质量问题"), option("wrong", "发错货")] },
    { key: "fault", label: "故障现象", kind: "text", shown_if: { all: [{ field: "kind", is: ["quality"] }], any: [] }, required: true },
    { key: "count", label: "数量", kind: "number", default_value: "1" },
    { key: "paid", label: "金额", kind: "money" },
    { key: "bought", label: "购买日期", kind: "date" },
    { key: "place", label: "所在地区", kind: "cascade", options: [option("bj", "北京"), option("hd", "海淀", "bj"), option("sh", "上海")] },
    { key: "wishes", label: "期望处理", kind: "multi_choice", options: [option("swap", "换货"), option("refund", "退款")] },
    { key: "boxed", label: "包装完好", kind: "checkbox" },
];

async function make_types() {
    const department_id = (await boss("POST", "/departments", { name: "售后部" })).id;
    await boss("POST", "/types", { path: "售后", is_public: true, department_id });
    const exchange = await boss("POST", "/types", { path: "售后/换货申请", is_public: true, department_id });
    for (const field of fields) await boss("POST", `/types/${exchange.id}/fields`, field);
    await boss("POST", "/rating-questions", { text: "处理速度" });
}

before(async () => {
    server = await start_server();
    boss = server.boss;
    await make_types();
    browser = await open_browser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function customer(options) {
    const his = await phone(browser, server.origin, options);
    return { ...his, see: (text) => his.page.getByText(text).first().waitFor() };
}
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const next = (page) => press(page, "下一步");
const again = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
async function fill_contact(page, tail = "1234") {
    await page.getByLabel("称呼").fill("李雷");
    await page.getByLabel("手机号").fill(`1390000${tail}`);
}
async function begin(page, go, subject) {
    await go("/portal/new");
    await page.getByRole("button", { name: "售后", exact: true }).click();
    await page.getByLabel("一句话说明").fill(subject);
}
async function receipt_number(page) {
    await page.waitForURL("**/portal/receipt/**");
    return decodeURIComponent(page.url().split("/").at(-1));
}
async function open_by_api(subject, more = {}) {
    const requester = { name: "李雷", phone: "13900001234" };
    return client(server.origin)("POST", "/portal/tickets", { type: "售后", subject, requester, ...more });
}
const link_to = ({ number, access_token }) => `/portal/ticket/${number}#token=${encodeURIComponent(access_token)}`;

test("a customer asks, is asked, answers, confirms and rates", async () => {
    const { page, errors, go, see, context } = await customer();
    await go("/portal");
    await page.getByRole("link", { name: "提交问题" }).click();
    await page.getByRole("button", { name: "换货申请" }).click();
    await next(page);
    await see("请用一句话说明问题");
    await page.getByLabel("一句话说明").fill("微波炉修了两次还是坏");
    await page.getByLabel("详细情况").fill("加热时有火花。");
    await page.getByLabel("选照片或文件").setInputFiles(photo("火花.png"));
    await see("已上传");
    await next(page);
    await next(page);
    await see("请填写这一项");
    await page.getByText("质量问题").click();
    await page.getByLabel("故障现象").fill("打火");
    await page.getByLabel("购买日期").fill("2026-10-01");
    await page.getByLabel("金额").fill("399.5");
    await page.getByLabel("所在地区，第 1 级").selectOption({ label: "北京" });
    await page.getByLabel("所在地区，第 2 级").selectOption({ label: "海淀" });
    await page.getByText("退款").click();
    await next(page);
    await press(page, "提交");
    await see("请告诉我们怎么称呼您");
    await fill_contact(page);
    await press(page, "提交");
    const number = await receipt_number(page);
    await see(number);
    await page.getByRole("img", { name: "进度页的二维码" }).waitFor();
    const stored = await boss("GET", `/tickets/${number}`);
    const sent = { kind: "quality", fault: "打火", count: "1", paid: { amount: "399.5", currency: "CNY" }, bought: "2026-10-01", place: "hd", wishes: ["refund"], boxed: false };
    assert.deepEqual(stored.fields, sent);
    await press(page, "查看进度");
    await page.getByRole("button", { name: "打开 火花.png" }).getByRole("img").waitFor();

    await press(page, "打开 火花.png");
    await page.getByRole("dialog", { name: "火花.png" }).getByRole("button", { name: "保存" }).waitFor();
    await press(page, "关闭");

    const ask = { body: "请补充铭牌照片。", visibility: "public", mentions: ["customer"], then: "pending" };
    await boss("POST", `/tickets/${number}/messages`, ask);
    await again(page);
    await see("还需要您补充");
    await press(page, "补充材料");
    await page.getByLabel("选照片或文件").setInputFiles(photo("铭牌.png"));
    await see("已上传");
    await press(page, "发送");
    await page.getByRole("button", { name: "打开 铭牌.png" }).waitFor();
    assert.equal(await page.getByText("还需要您补充").count(), 0);

    await boss("POST", `/tickets/${number}/status`, { status: "resolved" });
    await again(page);
    await press(page, "仍有问题");
    await page.getByRole("textbox", { name: "还有什么问题？" }).fill("门关不上");
    await press(page, "发送");
    await see("门关不上");
    await boss("POST", `/tickets/${number}/status`, { status: "resolved" });
    await again(page);
    await press(page, "已解决");
    await page.getByRole("group", { name: "总体满意度" }).getByRole("radio", { name: "5 星" }).check();
    await page.getByRole("group", { name: "处理速度" }).getByRole("radio", { name: "4 星" }).check();
    await page.getByText("处理很快").click();
    await page.getByLabel("还想告诉我们什么").fill("谢谢");
    await press(page, "提交评价");
    await see("您的评价");
    const { rating, status_category } = await boss("GET", `/tickets/${number}`);
    assert.equal(status_category, "closed");
    assert.deepEqual([rating.score, rating.tags, rating.comment, rating.answers[0].score], [5, ["处理很快"], "谢谢", 4]);
    await press(page, "重新打开");
    await page.getByRole("textbox", { name: "又遇到了什么问题？" }).fill("又坏了");
    await press(page, "发送");
    await see("又坏了");
    await go("/portal/tickets");
    await page.getByRole("link", { name: "微波炉修了两次还是坏" }).waitFor();
    assert.deepEqual(errors, []);
    await context.close();
});

test("found by number and the end of the phone number; whatever is wrong looks the same", async () => {
    const { number } = await open_by_api("查得到");
    const { page, errors, go, see, context } = await customer();
    const look = async (wanted, tail) => {
        await go(`/portal/lookup?number=${wanted}`);
        await page.getByLabel("手机号后四位").fill(tail);
        await press(page, "查询");
    };
    const refusals = [];
    for (const [wanted, tail] of [[number, "9999"], ["GD19990101001", "1234"]]) {
        await look(wanted, tail);
        refusals.push(await page.getByRole("alert").innerText());
    }
    assert.equal(refusals[0], refusals[1]);
    await look(number, "1234");
    await see("查得到");
    assert.ok(page.url().endsWith(`/portal/ticket/${number}`), page.url());
    await page.reload();
    await see("查得到");
    assert.deepEqual(errors, []);
    await context.close();
});

test("a link opens the ticket and leaves no key in the address; nudging says when again", async () => {
    const opened = await open_by_api("催一下");
    const { page, errors, go, see, context } = await customer();
    await go(link_to(opened));
    await see("催一下");
    await page.waitForURL((url) => url.hash === "");
    await press(page, "催办");
    await page.getByRole("textbox", { name: "催一下处理进度" }).fill("等着用");
    await pause(400); // it slides in
    assert.deepEqual(await serious_findings(page), []);
    await page.getByRole("dialog").getByRole("button", { name: "催办" }).click();
    await see("已为您催办");
    await see("后可以再次催办");
    assert.equal((await boss("GET", `/tickets/${opened.number}`)).nudges, 1);
    await go("/portal/tickets");
    await see("催一下");
    assert.deepEqual(errors, []);
    await context.close();
});

test("what was typed survives a reload", async () => {
    const { page, errors, go, see, context } = await customer();
    await begin(page, go, "写到一半");
    await page.getByLabel("选照片或文件").setInputFiles(photo("半.png"));
    await see("已上传");
    await page.reload();
    await see("已恢复您上次没写完的内容");
    assert.equal(await page.getByLabel("一句话说明").inputValue(), "写到一半");
    await see("半.png");
    await press(page, "重新填写");
    await page.getByRole("button", { name: "售后", exact: true }).click();
    assert.equal(await page.getByLabel("一句话说明").inputValue(), "");
    assert.deepEqual(errors, []);
    await context.close();
});

test("a lost line, a lost answer and a way round make one ticket", async () => {
    const { page, errors, go, see, context } = await customer();
    await begin(page, go, "断网也只有一张");
    await next(page);
    await fill_contact(page);
    await context.setOffline(true);
    await press(page, "提交");
    await see("还没提交上");
    let lost = 0;
    await page.route("**/api/v1/portal/tickets", async (route) => {
        if (lost++ > 0) return route.continue();
        await route.fetch(); // it arrives, and its answer does not
        await route.abort();
    });
    await context.setOffline(false);
    for (let tries = 0; lost === 0 && tries < 80; tries += 1) await pause(100);
    assert.equal(lost, 1);
    await go("/portal");
    await page.getByRole("link", { name: "继续提交" }).click();
    const number = await receipt_number(page);
    const found = await boss("GET", `/tickets?q=${encodeURIComponent("断网也只有一张")}`);
    assert.deepEqual(found.items.map((ticket) => ticket.number), [number]);
    assert.deepEqual(errors, []);
    await context.close();
});

test("a server that refuses is heard at the right step", async () => {
    const { page, go, see, context } = await customer();
    await begin(page, go, "号码不对");
    await next(page);
    await page.getByLabel("称呼").fill("李雷");
    await page.getByLabel("手机号").fill("1-2");
    await press(page, "提交");
    await see("请检查电话号码");
    assert.equal(await page.getByLabel("手机号").getAttribute("aria-invalid"), "true");
    await context.close();
});

test("nothing anybody wrote runs", async () => {
    const requester = { name: attack("name"), phone: "13900001234" };
    const opened = await open_by_api(attack("subject"), { description: attack("description"), requester });
    const { page, errors, go, see, context } = await customer();
    await boss("POST", `/tickets/${opened.number}/messages`, { body: attack("message"), visibility: "public", mentions: ["customer"], then: "pending" });
    await go(link_to(opened));
    await see("{{7*7}}message");
    await page.getByRole("button", { name: "补充材料" }).click();
    await page.getByLabel("选照片或文件").setInputFiles(photo("<img src=x onerror=hacked=1>.png"));
    await see("已上传");
    await page.getByLabel("补充说明").fill(attack("reply"));
    await press(page, "发送");
    await see("{{7*7}}reply");
    await go(`/portal/lookup?number=${encodeURIComponent(attack("query"))}`);
    // Without a slash: the server refuses escaped ones itself.
    await go(`/portal/ticket/${encodeURIComponent(attack("path").replaceAll("/", ""))}#token=${encodeURIComponent(attack("token"))}`);
    await see("打不开这张工单");
    await go("/portal/tickets");
    await see("{{7*7}}subject");
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.deepEqual(errors, []);
    await context.close();
});

async function look_everywhere(colorScheme) {
    const opened = await open_by_api("人人可用");
    await boss("POST", `/tickets/${opened.number}/messages`, { body: "请看。", visibility: "public", mentions: ["customer"], then: "pending" });
    const solved = await open_by_api("评价页");
    await boss("POST", `/tickets/${solved.number}/status`, { status: "resolved" });
    const english = colorScheme === "dark";
    const { page, errors, go, context } = await customer({
        colorScheme,
        viewport: { width: 360, height: 640 },
        locale: english ? "en-US" : "zh-CN",
    });
    await page.addInitScript(() => {
        window.shift = 0;
        const add = (entries) => entries.getEntries().forEach((entry) => (window.shift += entry.hadRecentInput ? 0 : entry.value));
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });
    const look = async (name) => {
        await page.waitForFunction(() => document.querySelector("main .page") && !/正在加载|Loading/.test(document.body.innerText));
        assert.deepEqual(await serious_findings(page), [], name);
        assert.deepEqual(await layout_faults(page), [], name);
        assert.ok((await page.evaluate(() => window.shift)) < 0.05, `${name} moves about`);
    };
    await go("/portal");
    await look("home");
    await page.getByRole("button", { name: english ? "Larger" : "大字" }).click();
    await look("home in large letters");
    for (const path of ["/portal/lookup", link_to(opened), link_to(solved), "/portal/tickets", `/portal/receipt/${opened.number}`]) {
        await go(path);
        await look(path);
    }
    await go("/portal/new");
    await look("types");
    await page.getByRole("button", { name: "换货申请" }).click();
    await page.getByLabel(english ? "In one sentence" : "一句话说明").fill("x");
    for (const step of ["details", "more", "contact"]) {
        await look(step);
        if (step === "more") await page.getByText("质量问题").click();
        if (step === "more") await page.getByLabel("故障现象").fill("x");
        if (step !== "contact") await press(page, english ? "Next" : "下一步");
    }
    await press(page, english ? "Send request" : "提交");
    await look("what is wrong");
    assert.deepEqual(errors, []);
    await context.close();
}

test("every page can be used by everybody, in the light", () => look_everywhere("light"));
test("every page can be used by everybody, in the dark, in English", () => look_everywhere("dark"));

test("the scripts of every page stay below 100 KB", async () => {
    const opened = await open_by_api("轻");
    for (const path of ["/portal", "/portal/new", link_to(opened)]) {
        const { page, go, context } = await customer();
        const scripts = [];
        page.on("response", (answer) => {
            if (new URL(answer.url()).pathname.endsWith(".js")) scripts.push(answer.body().then((body) => gzipSync(body).length));
        });
        await go(path);
        await page.locator("main .page").waitFor();
        const bytes = (await Promise.all(scripts)).reduce((sum, each) => sum + each, 0);
        assert.ok(bytes > 10_000 && bytes < 100_000, `${path}: ${bytes} bytes`);
        await context.close();
    }
});

test("after a flood the page works out a proof beside itself", async () => {
    const flood = async (answer = { ok: true }) => {
        const body = JSON.stringify({ type: "售后", subject: "flood", requester: { name: "x", phone: "13900000000" } });
        const headers = { "Content-Type": "application/json" };
        return answer.ok ? fetch(`${server.origin}/api/v1/portal/tickets`, { method: "POST", headers, body }) : answer;
    };
    let answer;
    for (let n = 0; n < 30 && answer?.status !== 428; n += 1) answer = await flood(answer);
    assert.equal(answer.status, 428);
    const { page, errors, go, see, context } = await customer();
    await begin(page, go, "有证明");
    await next(page);
    await fill_contact(page);
    await press(page, "提交");
    await see(await receipt_number(page));
    assert.deepEqual(errors, []);
    await context.close();
});
