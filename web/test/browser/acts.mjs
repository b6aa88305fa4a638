// What people do in the console and in the portal, in the words that stand there.
import { phone } from "../portal/support.mjs";
import { open_page } from "./pages.mjs";
import { password } from "./server.mjs";

const longest_ms = 20_000; // a reply waits for five seconds before it goes out
const between_ms = 300;
export const small_phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** What the browser notes by itself: nobody is signed in yet, no draft, and the network that was switched off. */
export const expected = (problem) => /401 .*\/api\/v1\/me$|404 .*\/draft$|ERR_INTERNET_DISCONNECTED|ERR_NETWORK|WebSocket connection/.test(problem);

/** People of one server, each with a browser of his own; `problems` is what their pages complained of. */
export function people_of(browser, server) {
    const problems = [];
    async function colleague(login, options = {}) {
        const side = await open_page(browser, { url: server.url, ...options });
        problems.push(side.problems);
        await side.page.goto("/");
        await side.page.getByLabel("登录名").fill(login);
        await side.page.getByLabel("密码").fill(password);
        await side.page.getByRole("button", { name: "登录" }).click();
        await side.page.getByRole("region", { name: "工单" }).waitFor();
        return { ...side, see: seeing(side.page) };
    }
    async function customer(options) {
        const side = await phone(browser, server.program_url, options);
        problems.push(side.errors);
        return { ...side, see: looking_again(side.page) };
    }
    return { colleague, customer, problems };
}
const seeing = (page) => (words) => page.getByText(words).filter({ visible: true }).first().waitFor();

/** Words or an element. As somebody does who comes back to the page now and then. */
const looking_again = (page) => async (words) => {
    const wanted = (typeof words === "string" ? page.getByText(words) : words).filter({ visible: true }).first();
    for (const end = Date.now() + longest_ms; !(await wanted.isVisible()); await page.waitForTimeout(between_ms)) {
        if (Date.now() > end) return wanted.waitFor();
        await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    }
};
export const close = (...sides) => Promise.all(sides.map((each) => each.context.close()));
export const button = (side, name) => side.page.getByRole("button", { name, exact: true });
export const row = (side, subject) => side.page.locator("[data-ticket]", { hasText: subject });
export const number_of = (side) => side.page.getByTitle("复制工单号").innerText().then((words) => words.trim());

/** The customer of a ticket an agent wrote down finds it by its number and the end of his phone number. */
export async function look_up(side, number, tail) {
    await side.go("/portal/lookup");
    await side.page.getByLabel("工单号").fill(number);
    await side.page.getByLabel("手机号后四位").fill(tail);
    await button(side, "查询").click();
}
export async function answer(side, words, more = "") {
    await side.page.getByRole("tab", { name: "公开回复" }).click();
    await side.page.getByRole("textbox", { name: "公开回复" }).fill(words);
    if (!more) return button(side, "发送").click();
    await button(side, "发送并设置状态").click();
    await side.page.getByRole("menuitem", { name: more }).click();
}
export async function hand_over(giver, department, note) {
    await button(giver, "转派").click();
    const dialog = giver.page.getByRole("dialog");
    await dialog.getByText(department, { exact: true }).click();
    await dialog.getByLabel("交接备注").fill(note);
    await dialog.getByRole("button", { name: "转派", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
}
export async function take(side, subject) {
    await row(side, subject).click();
    await button(side, "接手").click();
    await side.see("接手了工单");
}
export async function move(side, status) {
    await side.page.locator("[data-property=status] .el-select").click();
    await side.page.getByRole("option", { name: status, exact: true }).click();
    await side.page.locator(".head .chip", { hasText: status }).waitFor();
}
