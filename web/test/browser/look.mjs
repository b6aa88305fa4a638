// Pictures of the main pages, to be looked at: node test/browser/look.mjs DIRECTORY
import { mkdir } from "node:fs/promises";
import { make_data } from "./data.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { password, start_server } from "./server.mjs";

const directory = process.argv[2];
await mkdir(directory, { recursive: true });
const server = await start_server();
const browser = await open_browser();
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const kinds = [["wide-light-zh", {}], ["wide-dark-en", { theme: "dark", language: "en" }], ["phone-light-zh", phone], ["phone-dark-en", { ...phone, theme: "dark", language: "en" }]];

async function look(name, options, { tickets }) {
    const { page, context, problems } = await open_page(browser, { url: server.url, ...options });
    const shot = async (what) => {
        await page.waitForTimeout(400);
        await page.screenshot({ path: `${directory}/${name}-${what}.png` });
    };
    await page.goto("/");
    await page.waitForSelector("[name=login]");
    await shot("0-sign-in");
    await sign_in(page, "admin", password);
    await page.waitForSelector("[data-ticket]");
    await shot("1-list");
    await page.goto(`/tickets/${tickets[0].id}`);
    await page.waitForSelector("[data-kind=message]");
    await shot("2-ticket");
    await page.click("textarea[name=body]");
    await page.keyboard.type("您好,已安排");
    await shot("3-reply");
    await page.click(".modes button:nth-child(2)");
    await shot("4-note");
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await page.keyboard.press("A");
    await page.waitForSelector(".el-dialog [name=assignee]");
    await shot("5-assign");
    await page.keyboard.press("Escape");
    await page.goto("/tickets/new");
    await page.waitForSelector("[name=requester]");
    await page.fill("[name=requester]", "13800138001");
    await page.waitForTimeout(800);
    await shot("6-new");
    await page.goto("/customers");
    await shot("7-customers");
    await page.goto("/account");
    await shot("8-account");
    await page.goto("/overview");
    await page.waitForSelector("[data-chart=days] canvas");
    await shot("9-overview");
    await page.goto("/tickets?view=all");
    await page.waitForSelector("[data-ticket]");
    for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
    await shot("10-bulk");
    await page.locator("[data-bulk=priority]").click();
    await page.locator(".el-dialog input[value=urgent]").click();
    await page.waitForTimeout(600);
    await shot("11-bulk-dialog");
    await page.keyboard.press("Escape");
    await page.goto("/tickets");
    await page.waitForSelector("[data-ticket]");
    await page.locator("[data-ticket]").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.waitForURL(/next=/);
    await shot("12-next");
    if (problems.length) console.log(name, problems);
    await context.close();
}

try {
    const data = await make_data(server.url);
    for (const [name, options] of kinds) if (!process.argv[3] || name.includes(process.argv[3])) await look(name, options, data);
} finally {
    await browser.close();
    await server.stop();
}
