// The administration in a real browser on the real server: what is made there is what people then work with.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serious_findings } from "../portal/support.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { caller, password, start_server } from "./server.mjs";

let server, browser, a, page;

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    a = await open_page(browser, { url: server.url });
    page = a.page;
    await sign_in(page, "admin", password);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const choose = async (label, option) => {
    await page.locator(`.el-select__wrapper:has([aria-label="${label}"])`).last().click();
    await page.locator(".el-select-dropdown__item:visible", { hasText: option }).click();
    await page.keyboard.press("Escape");
    await page.locator(".el-select-dropdown__item:visible").first().waitFor({ state: "detached" });
};
const save = () => page.locator(".editor footer button.primary").click();
const go = async (section) => {
    await page.locator(".sections a", { hasText: section }).click();
    await page.locator(".stage h1", { hasText: section }).first().waitFor();
};
const confirm = (yes) => page.locator(".el-message-box button", { hasText: yes }).click();
const said = (words) => page.locator(".el-message", { hasText: words }).last().waitFor();

test("a new installation offers the first steps, and they lead to a ticket", async () => {
    await page.locator("[data-first-run] a").click();
    await page.locator("[data-step=company] small", { hasText: "共 5 步" }).waitFor();
    await page.fill("[name=company]", "小满优选");
    await page.fill("[name=phone]", "400-820-8820 转 1");
    await page.fill("[name=website]", "www.example.com");
    await page.click("[data-action=next]");
    await page.fill("[name=departments]", "仓储部\n仓储部/华东仓");
    await page.locator(".foretold", { hasText: "仓储部、仓储部/华东仓" }).waitFor();
    await page.click("[data-action=next]");
    await page.locator("[data-step=people] [name=rows]").waitFor();
    await page.click("[data-action=next]");
    await page.locator("[data-kind=报修] input").check();
    await page.click("[data-step=types] [data-action=next]");
    await page.click("[data-action=try]");
    await page.waitForURL(/\/tickets\/new$/);
    const admin = await caller(server.url, "admin");
    assert.deepEqual((await admin("GET", "/departments")).items.map((each) => each.name).sort(), ["仓储部", "华东仓", "客服部"]);
    const type = (await admin("GET", "/types")).items.find((each) => each.path === "报修");
    assert.equal((await admin("GET", `/types/${type.id}/form`)).fields.length, 3);
    assert.equal(await page.locator("[data-first-run]").count(), 0);
    assert.deepEqual(await admin("GET", "/settings/company"), { name: "小满优选", phone: "400-820-8820 转 1", website: "https://www.example.com" });
    await page.waitForFunction(() => document.title === "小满优选 · 接棒");
});

test("customers see whose portal it is", async () => {
    const { page: portal, context, problems } = await open_page(browser, { url: server.program_url });
    await portal.goto("/portal");
    await portal.locator("h1", { hasText: "小满优选" }).waitFor();
    assert.equal(await portal.title(), "小满优选");
    assert.equal(await portal.locator(".company a").first().getAttribute("href"), "tel:4008208820");
    assert.equal(await portal.locator(".company a").last().getAttribute("href"), "https://www.example.com");
    assert.deepEqual(problems, []);
    await context.close();
});

test("a department is made below another, and what was typed is not lost unasked", async () => {
    await page.locator(".rail a", { hasText: "管理" }).click();
    await page.waitForURL(/\/administration\/departments$/);
    await page.click("[data-action=new]");
    await page.fill("[name=name]", "质检部");
    await page.locator(".sections a", { hasText: "人员" }).click();
    await page.locator(".el-message-box button", { hasText: "取消" }).click();
    assert.match(page.url(), /departments\/new$/);
    await choose("上级部门", "客服部");
    await page.locator("[name=routing][value=queue]").check();
    await save();
    await page.waitForURL(/\/departments\/\d+$/);
    await page.locator("[role=treeitem][aria-level='2']", { hasText: "质检部" }).waitFor();
});

test("people come from a spreadsheet, each line judged beforehand", async () => {
    await page.locator(".sections a", { hasText: "人员" }).click();
    await page.click("[data-action=paste]");
    const rows = [
        ["登录名", "姓名", "部门", "角色", "技能"],
        ["sun", "孙丽", "质检部", "主管、客服台", "退款:3"],
        ["admin", "某", "", "", ""],
        ["qian", "钱进", "没有的部", "", ""],
    ];
    await page.fill("[name=rows]", rows.map((row) => row.join("\t")).join("\n"));
    await page.locator("[data-line='2'] .chip", { hasText: "将创建" }).waitFor();
    await page.locator("[data-line='3'] .chip", { hasText: "已有" }).waitFor();
    await page.locator("[data-line='4'] .wrong", { hasText: "没有的部" }).waitFor();
    await page.click("[data-action=make]");
    await page.locator("[data-created=sun]").waitFor();
    await page.locator("button", { hasText: "查看人员" }).click();
    await page.locator("[data-person=sun]", { hasText: "质检部" }).click();
});

test("a person is changed, and gets a new password that is shown once and lets him in", async () => {
    await page.fill("[name=region]", "上海");
    await page.fill("[name=email]", "sun@example.com");
    await save();
    await said("已保存");
    await page.click("[data-action=password]");
    await page.locator(".el-message-box button", { hasText: "重置密码" }).click();
    const given = await page.locator("[data-secret]").innerText();
    const sign_in_as = (word) =>
        fetch(`${server.url}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login: "sun", password: word }) });
    const answer = await sign_in_as(given);
    assert.equal(answer.status, 200);
    assert.equal((await answer.json()).must_change_password, true);
});

test("members come and go from the page of their department", async () => {
    await page.locator(".sections a", { hasText: "部门" }).click();
    await page.locator("[role=treeitem]", { hasText: "质检部" }).click();
    await choose("添加成员…", "管理员");
    await page.locator(".detail li", { hasText: "管理员" }).waitFor();
    await page.locator("[aria-label='把管理员移出部门']").click();
    await page.locator(".detail li", { hasText: "管理员" }).waitFor({ state: "detached" });
    await page.click("[data-action=archive]");
    await page.locator(".el-message-box button", { hasText: "停用" }).click();
    await page.locator(".editor [role=alert]").waitFor();
});

test("a role is made like another, changed in the matrix, and given", async () => {
    await go("角色");
    await page.click("[data-action=new]");
    await page.fill("[name=role]", "质检员");
    await page.locator(".el-dialog button.primary").click();
    const cell = (permission) => page.locator(`input[aria-label="质检员: ${permission}"]`);
    await cell("查看本部门和参与的工单").check();
    await cell("新建工单").check();
    await page.click("[data-action=save]");
    await said("已保存");
    await page.locator(".sections a", { hasText: "人员" }).click();
    await page.locator("[data-person=sun]").click();
    await choose("角色", "质检员");
    await save();
    await page.locator("[data-person=sun] .chip", { hasText: "质检员" }).waitFor();
});

test("a type gets a form, seen beside it while it is built, and a ticket of it is opened", async () => {
    await go("工单类型");
    await page.click("[data-action=new]");
    await page.fill("[name=path]", "售后/换货申请");
    await choose("交给哪个部门", "质检部");
    await save();
    await page.waitForURL(/\/types\/\d+\/form$/);
    await page.click("[data-kind=text]");
    await page.fill("[name=label-text_1]", "订单号");
    await page.locator("[data-field=text_1] [name=required]").check();
    await page.click("[data-kind=choice]");
    await page.fill("[name=label-choice_1]", "换货原因");
    await page.fill("[name=option-o1]", "质量问题");
    await page.fill("[name=option-o2]", "发错货");
    await page.click("[data-kind=long_text]");
    await page.fill("[name=label-long_text_1]", "哪里有问题");
    await page.locator("[data-field=long_text_1] .condition button", { hasText: "添加条件" }).first().click();
    await choose("是其中之一", "质量问题");
    await page.locator("[data-preview=long_text_1]").waitFor({ state: "detached" });
    await choose("换货原因", "质量问题");
    await page.locator("[data-preview=long_text_1]").waitFor();
    await page.locator("[data-field=choice_1] .grip").dragTo(page.locator("[data-field=text_1]"));
    assert.deepEqual(await page.locator("[data-preview] .label").allInnerTexts(), ["换货原因", "订单号 *", "哪里有问题"]);
    await save();
    await said("已保存");
    await page.locator("[data-field=choice_1] .name").click();
    await page.locator("[data-field=choice_1] [name=key]:disabled").waitFor();
    await page.goto("/tickets/new");
    await page.fill("[name=requester]", "张敏 13800138001");
    await page.fill("[name=subject]", "微波炉换货");
    await choose("类型", "售后/换货申请");
    await page.fill("[name=text_1]", "JD20261122001");
    await page.locator("footer button.primary").click();
    await page.waitForURL(/\/tickets\/\d+/);
    await page.goto("/administration");
});

test("it is said why somebody sees a ticket", async () => {
    const ticket = await (await caller(server.url, "admin"))("POST", "/tickets", { subject: "色差", requester: { name: "张敏" } });
    await page.locator(".sections a", { hasText: "谁能看到" }).click();
    await choose("谁", "孙丽");
    await page.fill("[name=ticket]", ticket.number);
    await page.locator(".ask button.primary").click();
    await page.locator("[data-reason=reads_all]").waitFor();
});

test("a status of its own is made in a category, and the matrix keeps which can follow which", async () => {
    await go("状态");
    await page.click("[data-action=new]");
    await page.fill("[name=name]", "待配件");
    await choose("类别", "挂起");
    await page.fill("[name=portal_title]", "等待配件");
    await page.locator("[name=comment_required]").check();
    await save();
    await page.locator("[data-category=on_hold] [data-status=on_hold_2]", { hasText: "客户看到:等待配件" }).waitFor();
    await page.locator(".parts a", { hasText: "允许的流转" }).click();
    const cell = (to) => page.locator(`[data-from=on_hold_2] [data-to=${to}]`);
    await cell("closed").click();
    await cell("closed").click();
    assert.equal(await cell("closed").getAttribute("data-way"), "no");
    await cell("open").click();
    await page.click("[data-action=save]");
    await said("已保存");
    await page.reload();
    await page.locator("[data-from=on_hold_2] [data-to=open][data-way=comment]").waitFor();
    assert.equal(await cell("closed").getAttribute("data-way"), "no");
});

test("a tag is kept, renamed and merged, and what will happen is said before", async () => {
    const admin = await caller(server.url, "admin");
    const ticket = await admin("POST", "/tickets", { subject: "急件", requester: { name: "张敏" }, tags: ["加急"] });
    await admin("POST", "/tags", { name: "优先" });
    await go("标签");
    await page.click("[data-action=new]");
    await page.fill("[name=name]", "优先");
    await save();
    await page.locator(".wrong", { hasText: "已有同名标签:请合并到那个标签。" }).first().waitFor(); // in Chinese, as all else
    await page.fill("[name=name]", "加急");
    await page.locator("[role=radio][aria-label='#e03131']").click();
    await save();
    await page.waitForURL(/\/tags\/\d+/);
    await page.locator(".editor header small", { hasText: "1 张工单有这个标签" }).waitFor();
    await page.fill("[name=name]", "特急");
    await page.locator("[data-preview=rename]", { hasText: "1 张工单上的“加急”变成“特急”" }).waitFor();
    await save();
    await page.locator("[data-tag=特急]").waitFor();
    await choose("并入另一个标签…", "优先");
    await page.locator("[data-preview=merge]", { hasText: "变成“优先”" }).waitFor();
    await page.click("[data-action=merge]");
    await page.locator("[data-tag=特急] .chip", { hasText: "已停用" }).waitFor();
    const tags = async () => (await admin("GET", `/tickets/${ticket.id}`)).tags;
    for (const end = Date.now() + 12_000; Date.now() < end && (await tags())[0] !== "优先"; ) await page.waitForTimeout(100);
    assert.deepEqual(await tags(), ["优先"]);
});

test("a canned response is written with variables, seen beforehand, and tried with a ticket", async () => {
    const ticket = await (await caller(server.url, "admin"))("POST", "/tickets", { subject: "色差", requester: { name: "周婷" } });
    await go("快捷回复");
    await page.click("[data-action=new]");
    await page.fill("[name=title]", "收到");
    await page.fill("[name=body]", "您好 {{name}}");
    await page.locator("[data-preview=reply] [role=alert]", { hasText: "name" }).waitFor();
    await page.fill("[name=body]", "您好,");
    await page.click("[data-variable='requester.name']");
    await page.locator("[data-preview=reply] mark", { hasText: "李女士" }).waitFor();
    await save();
    await page.waitForURL(/\/replies\/\d+/);
    await page.fill("[data-preview=reply] [name=ticket]", ticket.number);
    await page.locator("[data-preview=reply] .text", { hasText: "您好,周婷" }).waitFor();
});

test("an announcement is published and taken down", async () => {
    await go("公告");
    await page.click("[data-action=new]");
    await page.fill("[name=title]", "华东仓停运");
    await page.fill("[name=body]", "暴雨,恢复时间待定。");
    await save();
    await page.locator("[data-state=current] a", { hasText: "华东仓停运" }).waitFor();
    await page.click("[data-action=archive]");
    await confirm("撤下");
    await page.locator("[data-state] a", { hasText: "华东仓停运" }).waitFor({ state: "detached" });
});

test("targets are typed as people say them", async () => {
    await go("时限");
    await page.fill("[name='urgent.first_response_s']", "半天");
    assert.ok(await page.locator("button.primary").isDisabled());
    await page.fill("[name='urgent.first_response_s']", "20分钟");
    await page.locator("button.primary").click();
    await said("已保存");
    const targets = (await (await caller(server.url, "admin"))("GET", "/sla-targets")).items;
    assert.equal(targets.find((each) => each.priority === "urgent").first_response_s, 1200);
});

test("customers get rules and questions, types get templates", async () => {
    await go("门户设置");
    await page.fill("[name=reopen_days]", "14");
    await page.locator(".rules button.primary").click();
    await said("已保存");
    await go("评价问题");
    await page.click("[data-action=new]");
    await page.fill("[name=text]", "处理速度");
    await save();
    await page.locator("[data-question=处理速度]").waitFor();
    await go("工单类型");
    await page.locator("[data-type='售后/换货申请']").click();
    await page.locator(".tabs [data-part=templates]").click();
    await page.click("[data-action=new-template]");
    await page.fill("[name=name]", "外观破损");
    await page.fill("[name=subject]", "外观破损,换货");
    await choose("换货原因", "质量问题");
    await page.locator(".template button.primary").click();
    await page.locator("[data-template=外观破损]").waitFor();
});

test("skills, the doctor, the audit log and the view log tell how things are", async () => {
    await go("技能");
    await page.locator("[data-skill=退款] a", { hasText: "孙丽 3" }).waitFor();
    await go("体检");
    await page.locator("[data-verdict]").waitFor();
    await page.locator("[data-check=database]").waitFor();
    await go("审计日志");
    await choose("内容", "设置");
    await page.locator("[data-kind=portal_changed] .difference", { hasText: /7\s*→\s*14/ }).waitFor();
    assert.equal(await page.locator("[data-kind=signed_in]").count(), 0);
    await go("查看记录");
    await page.fill("[name=subject]", "微波炉换货");
    await page.locator(".hit").first().click();
    await page.locator("[data-list=looks] li", { hasText: "管理员" }).first().waitFor();
});

test("sessions and tokens of everybody can be ended, and addresses named", async () => {
    await (await caller(server.url, "admin"))("POST", "/tokens", { name: "ERP 同步", scopes: ["tickets.read"] });
    await go("登录与令牌");
    await page.locator("[data-token='ERP 同步'] button").click();
    await confirm("吊销");
    await page.locator("[data-token='ERP 同步']").waitFor({ state: "detached" });
    await page.locator(".parts a", { hasText: "登录" }).click();
    await page.locator("[data-session=sun]").first().waitFor();
    await go("访问地址");
    await page.fill("[name=ranges]", "not an address");
    await page.locator("button.primary").click();
    await confirm("保存");
    await page.locator(".wrong").waitFor();
    await page.fill("[name=ranges]", "");
});

test("the account does not jump while it comes in", async () => {
    const { page: own, context } = await open_page(browser, { url: server.url });
    await own.addInitScript(() => {
        window.shifted = 0;
        const add = (list) => list.getEntries().forEach((each) => (window.shifted += each.hadRecentInput ? 0 : each.value));
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });
    await sign_in(own, "admin", password);
    await own.goto("/account");
    await own.locator("[name=totp_password]").waitFor();
    await own.locator("h2", { hasText: "API 令牌" }).waitFor();
    await own.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));
    const shifted = await own.evaluate(() => window.shifted);
    assert.ok(shifted < 0.05, `${shifted}`);
    await context.close();
});

const file_of = (name, content) => ({ name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });

test("settings are taken out as one file, compared and brought in; nothing happens that was not shown", async () => {
    const admin = await caller(server.url, "admin");
    await go("设置文件");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=download]")]);
    assert.equal(download.suggestedFilename(), "baton-settings.json");
    const file = await admin("GET", "/settings/file");
    await page.setInputFiles("[name=settings]", file_of("a.json", file));
    await page.locator("[data-nothing]").waitFor();
    assert.equal(await page.locator("[data-action=import]").isDisabled(), true);

    file.company.phone = "400-1";
    file.tags.push({ name: "从文件来", colour: "", description: "" });
    await page.setInputFiles("[name=settings]", file_of("b.json", file));
    await page.locator("[data-kind=company] [data-outcome=changed]", { hasText: "400-820-8820 转 1" }).waitFor();
    await page.locator("[data-kind=tag] [data-outcome=added]", { hasText: "从文件来" }).waitFor();
    assert.deepEqual(await serious_findings(page), []);
    await admin("POST", "/tags", { name: "中间来的" });
    await page.click("[data-action=import]");
    await page.locator(".foretold", { hasText: "重新比较" }).waitFor();
    await page.locator("summary", { hasText: "保持不变" }).waitFor();
    await page.click("[data-action=import]");
    await page.locator("[data-imported]", { hasText: "新增 1 项,改变 1 项" }).waitFor();
    assert.equal((await admin("GET", "/settings/company")).phone, "400-1");
    assert.deepEqual((await admin("GET", "/tags?limit=200")).items.map((each) => each.name).filter((each) => ["从文件来", "中间来的"].includes(each)).sort(), ["中间来的", "从文件来"]);
});

test("what a file cannot do is told in its place, and nothing of it is imported", async () => {
    const head = { format: "baton.settings", version: 1 };
    await page.setInputFiles("[name=settings]", file_of("c.json", { ...head, tags: [{ name: "好的" }, { name: "红的", colour: "red" }], types: [{ path: "错", department: "没有的部" }] }));
    await page.locator("[data-setting='tags[1]'] code", { hasText: "tags[1].colour" }).waitFor();
    await page.locator("[data-setting='types[0]'] .wrong", { hasText: "没有的部" }).waitFor();
    assert.equal(await page.locator("[data-action=import]").isDisabled(), true);
    await page.setInputFiles("[name=settings]", file_of("d.json", { ...head, tags: [{ colour: "#fff" }] }));
    await page.locator("[role=alert] code", { hasText: "tags[0].name" }).waitFor();
    await page.setInputFiles("[name=settings]", file_of("e.json", "no json"));
    await page.locator("[role=alert]", { hasText: "不是 JSON" }).waitFor();
});

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    const expected = (problem) => /401 .*\/api\/v1\/me$|409 |422 .*\/(tags|settings\/(access|file\/comparison))$|404 .*\/draft$/.test(problem);
    assert.deepEqual(a.problems.filter((each) => !expected(each)), []);
});
