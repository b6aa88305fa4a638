// Every page of console, administration and portal as it is laid out and as it is heard: wide and on a phone, light and dark,
// in Chinese and English.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { administration_pages, console_pages, entrance, more_console_pages, more_portal_pages, phone_size, portal_pages, sign_in } from "../pictures/tour.mjs";
import { what_is_shown } from "../pictures/shown.mjs";
import { phone, serious_findings } from "../portal/support.mjs";
import { layout_faults, shift_faults, watch_shifts } from "./layout.mjs";
import { open_browser, open_page } from "./pages.mjs";
import { start_server } from "./server.mjs";

const tickets_in_demo = 200;
const sizes = { wide: { viewport: { width: 1440, height: 900 } }, phone: { ...phone_size, viewport: { width: 360, height: 740 } } };
let server, browser, of;

before(async () => {
    [server, browser] = await Promise.all([start_server({ demo: tickets_in_demo }), open_browser()]);
    of = await what_is_shown(server.program_url);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function faults_of(page, open) {
    try {
        await open(page, of);
    } catch (error) {
        return [`does not open: ${error.message.split("\n")[0]}`];
    }
    return [...(await layout_faults(page)), ...(await shift_faults(page)), ...(await serious_findings(page))];
}

async function walk(pages, { page, context }, first) {
    const found = {};
    await watch_shifts(context);
    await first?.(page);
    for (const [name, open] of Object.entries(pages)) {
        const faults = await faults_of(page, open);
        if (faults.length) found[name] = faults;
    }
    await context.close();
    return found;
}

async function look_at_all(size, theme, language) {
    const options = { ...sizes[size], theme, language, colorScheme: theme, locale: language === "zh" ? "zh-CN" : "en-US", reducedMotion: "reduce", bypassCSP: true }; // axe is put into the page
    const console_of = () => open_page(browser, { url: server.url, ...options });
    const in_portal = { ...portal_pages, ...more_portal_pages };
    const found = await Promise.all([
        walk(entrance, await console_of()).then(async (seen) => ({ ...seen, ...(await walk(administration_pages, await console_of(), sign_in)) })),
        walk({ ...console_pages, ...more_console_pages }, await console_of(), sign_in)
            .then(async (seen) => ({ ...seen, ...(await walk(in_portal, await phone(browser, server.program_url, { ...options, baseURL: server.program_url }), (page) => portal_pages["portal-progress"](page, of))) })),
    ]);
    assert.deepEqual(Object.assign({}, ...found), {});
}

test("what is wrong with a page is found", async () => {
    const { page, context } = await open_page(browser, { url: server.url });
    await watch_shifts(context);
    await page.goto("/");
    await page.evaluate(() => {
        document.body.innerHTML = `<p style="width:3000px">wide</p><p style="width:40px;overflow:hidden;white-space:nowrap">cut off here</p>
            <p style="width:40px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">cut with a sign</p><p>list.title</p>
            <div style="position:fixed;right:-20px"><button>half</button></div><div style="overflow:auto;width:50px"><p style="margin-left:2000px"><button>scrolled to</button></p></div>`;
    });
    const [wide, ...others] = await layout_faults(page);
    assert.match(wide, /px too wide$/);
    assert.deepEqual(others, ["clipped: cut off here", "key: list.title", "beyond the edge: half"]);
    await page.waitForTimeout(600); // what follows input is not counted
    await page.evaluate(() => new Promise((done) => {
        document.body.insertAdjacentHTML("afterbegin", `<div style="height:400px"></div>`);
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)));
    }));
    assert.equal((await shift_faults(page)).length, 1);
    await context.close();
});

test("wide, light, in Chinese", () => look_at_all("wide", "light", "zh"));

test("on a phone, dark, in English", () => look_at_all("phone", "dark", "en"));
