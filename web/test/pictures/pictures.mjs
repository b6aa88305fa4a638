// Pictures of the main pages of the demo company: wide and phone, light and dark, Chinese and English.
//     node test/pictures/pictures.mjs DIRECTORY [WORD]     only those whose name has the word
import { mkdir, writeFile } from "node:fs/promises";
import { open_browser, open_page } from "../browser/pages.mjs";
import { caller, start_server } from "../browser/server.mjs";
import { phone } from "../portal/support.mjs";
import { console_pages, entrance, one_of_mine, phone_size, portal_pages, sign_in } from "./tour.mjs";

const [directory = "docs/images", only = ""] = process.argv.slice(2);
const quality = 80;
const tickets_in_demo = Number(process.env.BATON_PICTURE_TICKETS ?? 3000);
const sizes = { wide: { viewport: { width: 1440, height: 900 } }, phone: phone_size };

/** Chromium itself makes the files: of these pages a WebP is a third of a PNG. */
async function take(page, name) {
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    await session.detach();
    await writeFile(`${directory}/${name}.webp`, Buffer.from(data, "base64"));
}

/** A ticket with much to read: several departments, replies and notes. */
async function telling_ticket(admin) {
    const { items } = await admin("GET", "/tickets?status=open&sort=-updated_at&limit=40");
    const told = await Promise.all(items.map(async (ticket) => {
        const events = (await admin("GET", `/tickets/${ticket.id}/events`)).items;
        const kinds = events.map((each) => each.visibility ?? each.kind);
        return { ticket, worth: new Set(kinds).size * 4 + Math.min(events.length, 10) };
    }));
    return told.sort((a, b) => b.worth - a.worth)[0].ticket;
}

async function what_is_shown(url) {
    const admin = await caller(url, "admin");
    const types = (await admin("GET", "/types")).items;
    const forms = await Promise.all(types.map(async (type) => ({ type, count: (await admin("GET", `/types/${type.id}/form`)).fields?.length ?? 0 })));
    const public_type = types.find((each) => each.is_public && each.path.includes("/"));
    const ticket = await telling_ticket(admin);
    const caller_of = { name: ticket.requester.name, subject: "微波炉修了两次还是不加热,要求换新" };
    const mine = await one_of_mine(url, admin, public_type.path);
    return { ticket, type: forms.sort((a, b) => b.count - a.count)[0].type, caller: caller_of, ...mine };
}

async function walk(browser, urls, of, { size, theme, language }) {
    const name_of = (what) => `${what}-${size}-${theme}-${language}`;
    const options = { ...sizes[size], theme, language, colorScheme: theme, locale: language === "zh" ? "zh-CN" : "en-US", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" };
    for (const [pages, first] of [[entrance], [console_pages, sign_in], [portal_pages]]) {
        const wanted = Object.entries(pages).filter(([what]) => name_of(what).includes(only));
        if (!wanted.length) continue;
        const { page, context } = await (pages === portal_pages ? phone(browser, urls.program_url, { ...options, baseURL: urls.program_url }) : open_page(browser, { url: urls.url, ...options }));
        await first?.(page);
        if (pages === portal_pages) await pages["portal-progress"](page, of); // from then on it is one of his
        for (const [what, open] of wanted) {
            await open(page, of);
            await take(page, name_of(what));
        }
        await context.close();
    }
}

await mkdir(directory, { recursive: true });
const [server, browser] = await Promise.all([start_server({ demo: tickets_in_demo }), open_browser()]);
try {
    const of = await what_is_shown(server.program_url);
    for (const size of ["wide", "phone"])
        for (const theme of ["light", "dark"])
            for (const language of ["zh", "en"]) await walk(browser, server, of, { size, theme, language });
} finally {
    await browser.close();
    await server.stop();
}
