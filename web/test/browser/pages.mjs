// A browser, and pages that remember what went wrong in them.
import { chromium } from "playwright-core";

export const open_browser = (...more) => chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", ...more] });

const action_ms = 12_000;

export async function open_page(browser, { url, language = "zh", theme = "light", ...rest }) {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, ...rest });
    await context.addInitScript(([language, theme]) => {
        localStorage.setItem("language", language);
        localStorage.setItem("theme", theme);
    }, [language, theme]);
    context.setDefaultTimeout(action_ms);
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    page.on("console", (message) => {
        if (message.type() === "error" || /Content Security Policy|\[Vue|\[intlify/i.test(message.text())) problems.push(`${message.type()}: ${message.text()} ${message.location().url}`);
    });
    return { page, context, problems };
}

export async function sign_in(page, login, password) {
    await page.goto("/");
    await page.fill("[name=login]", login);
    await page.fill("[name=password]", password);
    await page.click("form button.primary");
    await page.waitForSelector(".tickets");
}
