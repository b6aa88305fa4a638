// The administration in a real browser on the real server: what is made there is what people then work with.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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
const said = (words) => page.locator(".el-message", { hasText: words }).last().waitFor();

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
    await page.locator(".sections a", { hasText: "角色" }).click();
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
    await page.locator(".sections a", { hasText: "工单类型" }).click();
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

test("a phone shows one thing at a time, and nothing is wider than it", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const address of ["departments", "people/new", "people/paste", "roles", "types/new", "sight"]) {
        await page.goto(`/administration/${address}`);
        await page.waitForSelector(".stage h1:visible");
        const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= view, `${address} is ${wide} wide`);
    }
});

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    const expected = (problem) => /401 .*\/api\/v1\/me$|409 /.test(problem);
    assert.deepEqual(a.problems.filter((each) => !expected(each)), []);
});
