// The acceptance scenarios S1, S2 and S4 from the first word to the rating, in the console and in the portal at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, button, close, expected, hand_over, look_up, move, number_of, people_of, row, small_phone, take } from "./acts.mjs";
import { hands } from "./keyboard.mjs";
import { open_browser, open_page } from "./pages.mjs";
import { make_exchange, make_powder, make_printers } from "./scenario_data.mjs";
import { password, start_server } from "./server.mjs";

const key_ms = 150;
const minute_ms = 60_000;
const page_ms = 15_000; // of the minute, for the pages to answer
const file = (name, words) => ({ name, mimeType: "text/plain", buffer: Buffer.from(words) });

let server, browser, colleague, customer, problems, exchange, powder, printers;

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    ({ colleague, customer, problems } = people_of(browser, server));
    exchange = await make_exchange(server.program_url);
    powder = await make_powder(server.program_url);
    printers = await make_printers(server.program_url);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

test("S1 by keyboard only: an exchange is written down in under a minute, handed to who can do it, answered, closed and rated", async (context) => {
    const subject = "微波炉修了两次还是坏的";
    const expert = await colleague("zheng");
    const agent = await open_page(browser, { url: server.url });
    problems.push(agent.problems);
    const at = hands(agent.page);
    await agent.page.goto("/");
    await at.go_to("登录名");
    await at.type("zhou");
    await at.go_to("密码");
    await at.type(password);
    await at.press("Enter");
    await agent.page.getByRole("region", { name: "工单" }).waitFor();

    const before_it = at.pressed();
    await at.command("c");
    await agent.page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "客户");
    await at.type("13712345678");
    await agent.page.getByRole("option", { name: /何女士/ }).waitFor();
    await at.press("Enter");
    await agent.page.getByText("第一次维修").last().waitFor(); // who he is and what he asked before are there
    await at.go_to("类型");
    await at.type("换货");
    await agent.page.getByRole("option", { name: "售后/换货申请" }).waitFor();
    await at.press("ArrowDown", "Enter");
    await at.go_to("紧急程度");
    await at.choose("紧急");
    await at.go_to("主题");
    await at.type(subject);
    await at.go_to("描述");
    await at.type("要求换新。");
    await at.go_to("订单");
    await at.type("SO-88231");
    assert.deepEqual(await agent.page.locator("form h2 > b").allInnerTexts(), ["1", "2", "3"], "three steps");
    await at.press("Control+Enter");
    await agent.page.waitForURL(/\/tickets\/\d+/);
    const keys = at.pressed() - before_it;
    context.diagnostic(`${keys} keys`);
    assert.ok(keys * key_ms + page_ms < minute_ms, `${keys} keys at ${key_ms} ms are too many for a minute`);
    const number = await number_of(agent);
    const made = await exchange.admin("GET", `/tickets/${number}`);
    assert.deepEqual([made.type, made.priority, made.requester.name, made.fields.order_no], ["售后/换货申请", "high", "何女士", "SO-88231"]);

    await at.command("A");
    await at.go_to("一线客服");
    await at.go_to("售后专家组", "ArrowDown");
    await at.go_to("交接备注");
    await at.type("常客，请直接换新");
    await at.use("填写交接卡");
    await at.go_to("问题");
    await at.type("同一故障第三次");
    await at.go_to("还缺");
    await at.type("库存确认");
    await at.go_to("取消");
    await at.press("Tab", "Enter");
    await row(expert, subject).waitFor(); // at once, without a reload
    const given = await exchange.admin("GET", `/tickets/${number}`);
    assert.equal(given.assignee.name, "老郑", "by skill");

    const his = hands(expert.page);
    await his.command("g", "i");
    await row(expert, subject).waitFor();
    await his.press("j", "Enter");
    await expert.page.waitForURL(/\/tickets\/\d+/);
    await expert.page.getByText("常客，请直接换新").first().waitFor();
    await his.use("接手");
    await expert.see("接手了工单");

    const woman = await customer();
    const hers = hands(woman.page);
    await woman.go("/portal");
    await hers.use("查进度");
    await hers.go_to("工单号");
    await hers.type(number);
    await hers.go_to("手机号后四位");
    await hers.type("5678");
    await hers.press("Enter");
    await woman.see("售后专家组");
    await hers.use("写点什么…");
    await hers.type("换新到哪一步了？");
    await hers.use("发送");
    await expert.see("换新到哪一步了？");

    const other = await colleague("wu"); // she calls again: any agent answers, from the timeline
    const wu = hands(other.page);
    await wu.command("/");
    await wu.type(number);
    await row(other, subject).waitFor();
    await wu.command("j", "Enter");
    for (const words of ["同一故障第三次", "换新到哪一步了？"]) await other.see(words);
    await expert.context.setOffline(true);
    await expert.see("连接已断开,正在重连…");
    await wu.command("r");
    await wu.type("仓库有货，明天发出。");
    await wu.press("Control+Enter");
    await woman.see("仓库有货，明天发出。");
    assert.equal(await expert.page.locator("article.said", { hasText: "仓库有货" }).count(), 0);
    await expert.context.setOffline(false);
    await expert.see("仓库有货，明天发出。");
    assert.equal((await exchange.admin("GET", `/tickets/${number}`)).assignee.name, "老郑", "who answers does not take it away");

    await his.command("r");
    await his.type("新机已寄出，单号 SF100。");
    await his.press("Control+Enter");
    await woman.see("新机已寄出，单号 SF100。");
    await his.command("s");
    await his.choose("已解决");
    await woman.see(button(woman, "已解决"));
    await hers.use("已解决");
    await hers.go_to("1 星");
    await hers.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
    await hers.use("提交评价");
    await woman.see("您的评价");
    await expert.see("评价 5 分");
    const done = await exchange.admin("GET", `/tickets/${number}`);
    assert.deepEqual([done.status_category, done.rating.score], ["closed", 5]);
    await close(agent, expert, other, woman);
});

test("S2: through three departments, with a return, photos, an approval and every reason on the timeline", async () => {
    const subject = "买到假奶粉";
    const mother = await customer(small_phone);
    await mother.go("/portal/new");
    await button(mother, "假货投诉").click();
    await mother.page.getByLabel("一句话说明").fill(subject);
    await button(mother, "下一步").click();
    await mother.page.getByLabel("称呼").fill("周女士");
    await mother.page.getByLabel("手机号").fill("13955550001");
    await button(mother, "提交").click();
    await mother.page.waitForURL("**/portal/receipt/**");
    const number = decodeURIComponent(mother.page.url().split("/").at(-1));
    await button(mother, "查看进度").click();
    await mother.see("客服二组");

    const [agent, quality, finance] = [await colleague("ke"), await colleague("zhi"), await colleague("cai")];
    await row(agent, subject).click();
    await hand_over(agent, "质检二部", "疑似职业索赔");
    await take(quality, subject);
    await mother.see("质检中");
    await button(quality, "退回").click();
    await quality.page.getByRole("dialog").getByLabel("原因").fill("照片不清");
    await quality.page.getByRole("dialog").getByRole("button", { name: "退回" }).click();
    await agent.see("照片不清");
    await powder.admin("POST", `/tickets/${number}/messages`, { body: "请补充罐底照片", visibility: "public", mentions: ["customer"], then: "material" });
    await mother.see("还需要您补充");
    await button(mother, "补充材料").click();
    await mother.page.getByLabel("选照片或文件").setInputFiles(file("罐底.txt", "photo"));
    await mother.see("已上传");
    await button(mother, "发送").click();
    await agent.page.getByText("罐底.txt").first().waitFor();

    await hand_over(agent, "质检二部", "照片有了");
    await take(quality, subject);
    await quality.page.getByText("罐底.txt").first().waitFor();
    await quality.page.getByRole("tab", { name: "内部备注" }).click();
    await quality.page.getByLabel("添加附件").setInputFiles(file("质检报告.txt", "report"));
    await quality.page.getByText("质检报告.txt").waitFor();
    await quality.page.getByRole("textbox", { name: "内部备注" }).fill("确认为假货");
    await button(quality, "记下备注").click();
    await quality.page.locator("article.said", { hasText: "确认为假货" }).waitFor();
    await move(quality, "待财务审批");
    await mother.see("赔付审核中");
    await hand_over(quality, "财务二部", "赔五十");
    await take(finance, subject);
    for (const name of ["罐底.txt", "质检报告.txt"]) await finance.page.getByText(name).first().waitFor();
    await finance.page.getByLabel("赔付", { exact: true }).fill("50");
    await finance.page.getByLabel("赔付", { exact: true }).press("Enter");
    await move(finance, "待告知用户");
    await mother.see("即将答复您");
    await hand_over(finance, "客服二组", "同意五十元，请告知");
    await take(agent, subject);
    await answer(agent, "赔您五十元", "发送并设为 已解决");
    await mother.see(button(mother, "已解决"));
    await button(mother, "已解决").click();
    await mother.page.getByRole("group", { name: "总体满意度" }).getByRole("radio", { name: "5 星" }).check();
    await button(mother, "提交评价").click();
    await agent.see("评价 5 分");
    for (const reason of ["疑似职业索赔", "照片不清", "照片有了", "赔五十", "同意五十元，请告知"]) await agent.see(reason);
    assert.equal(await mother.page.getByText("确认为假货").count(), 0);
    await agent.page.getByRole("tab", { name: "流程" }).click();
    const stages = agent.page.getByRole("tabpanel");
    for (const words of ["质检小志", "财务小蔡", "客服小柯"]) await stages.getByText(words).first().waitFor();
    const { fields, status_category } = await powder.admin("GET", `/tickets/${number}`);
    assert.deepEqual([fields.paid.amount, status_category], ["50", "closed"]);
    await close(mother, agent, quality, finance);
});

test("S4: a printer goes from one to another with a reason, and the way shows with whom it was", async () => {
    const subject = "打印机坏了";
    const ticket = await printers.admin("POST", "/tickets", { subject, type: "打印机", requester: { name: "李雷", phone: "13955550002" } });
    const [first, second, man] = [await colleague("yi"), await colleague("er"), await customer(small_phone)];
    await take(first, subject);
    await hand_over(first, "二线", "要换硒鼓，我没有");
    await take(second, subject);
    await second.see("要换硒鼓，我没有");
    await look_up(man, ticket.number, "0002");
    await man.see("二线");
    await move(second, "已解决");
    await man.see(button(man, "已解决"));
    await second.page.getByRole("tab", { name: "流程" }).click();
    for (const words of ["小易", "小尔"]) await second.page.getByRole("tabpanel").getByText(words).first().waitFor();
    await button(man, "已解决").click();
    await second.page.locator(".head .chip", { hasText: "已关闭" }).waitFor();
    await close(first, second, man);
});

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    assert.deepEqual(problems.flat().filter((each) => !expected(each)), []);
});
