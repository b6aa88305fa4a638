// Six things that somebody does who has never seen the console or the portal, by what is to be read there alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, expected, people_of, small_phone } from "./acts.mjs";
import { novice } from "./novice.mjs";
import { open_browser } from "./pages.mjs";
import { make_printers } from "./scenario_data.mjs";
import { start_server } from "./server.mjs";

const clicks_at_most = 12;
let server, browser, colleague, customer, problems, printers;

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    ({ colleague, customer, problems } = people_of(browser, server));
    printers = await make_printers(server.program_url);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

test("a newcomer at a desk creates, answers, hands over and closes by what is to be read", async (context) => {
    const [side, other] = [await colleague("yi"), await colleague("er")];
    const subject = "三楼打印机卡纸";
    const tasks = {
        async create(he) {
            await he.click("新建工单");
            await he.write("手机号、邮箱或姓名", "韩梅梅 13955550003");
            await he.write("主题", subject);
            await he.click("创建");
            await he.read("提交了工单");
        },
        async answer(he) {
            await he.click(subject);
            await he.write("写给客户……", "马上来");
            await he.click("发送");
            await he.read("马上来");
        },
        async "hand over"(he) {
            await he.click("转派");
            await he.click("二线");
            await he.write("交接备注", "请带硒鼓");
            await he.click("转派");
            await he.read("请带硒鼓");
        },
        async close(he) {
            await he.click(subject);
            await he.click("接手");
            await he.read("接手了工单");
            await he.click("处理中", { beside: "状态" });
            await he.click("已关闭");
            await he.read("把状态改为 已关闭");
        },
    };
    for (const [name, act] of Object.entries(tasks)) {
        const he = novice(name === "close" ? other.page : side.page); // it was handed to him
        await act(he);
        context.diagnostic(`${name}: ${he.clicks()} clicks`);
        assert.ok(he.clicks() <= clicks_at_most, `${name} takes ${he.clicks()} clicks`);
    }
    const { items } = await printers.admin("GET", `/tickets?q=${encodeURIComponent(subject)}`);
    assert.deepEqual(items.map((each) => [each.status_category, each.department.name]), [["closed", "二线"]]);
    await close(side, other);
});

test("a newcomer on a phone files, follows and rates by what is to be read", async (context) => {
    const side = await customer(small_phone);
    const tasks = [];
    let he;
    const task = async (name, act) => {
        he = novice(side.page, { touches: true });
        await act();
        tasks.push(`${name}: ${he.clicks()} clicks`);
        assert.ok(he.clicks() <= clicks_at_most, `${name} takes ${he.clicks()} clicks`);
    };
    let number;
    await side.go("/portal");
    await task("file", async () => {
        await he.click("提交问题");
        await he.click("打印机");
        await he.write("一句话说明", "墨盒漏墨");
        await he.click("下一步");
        await he.write("称呼", "韩梅梅");
        await he.write("手机号", "13955550004");
        await he.click("提交");
        await he.read("我们收到了");
        number = decodeURIComponent(side.page.url().split("/").at(-1));
        await he.read(number);
    });
    await printers.admin("POST", `/tickets/${number}/status`, { status: "resolved" });
    await side.go("/portal");
    await task("follow", async () => {
        await he.click("查进度");
        await he.write("工单号", number);
        await he.write("手机号后四位", "0004");
        await he.click("查询");
        await he.read("墨盒漏墨");
        await he.read("已解决，请您确认");
    });
    await task("rate", async () => {
        await he.click("已解决");
        await he.click("总体满意度", { below: 44 }); // a star under it
        await he.click("提交评价");
        await he.read("您的评价");
    });
    tasks.forEach((each) => context.diagnostic(each));
    const { rating, status_category } = await printers.admin("GET", `/tickets/${number}`);
    assert.equal(status_category, "closed");
    assert.ok(rating.score >= 1);
    await close(side);
});

test("nothing was refused by the policy of the pages, and nothing went wrong on the way", () => {
    assert.deepEqual(problems.flat().filter((each) => !expected(each)), []);
});
