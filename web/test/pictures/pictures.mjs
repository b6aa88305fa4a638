// Pictures of the main pages of the demo company: wide and phone, light and dark, Chinese and English.
//     node test/pictures/pictures.mjs DIRECTORY [WORD]     only those whose name has the word
import { mkdir, writeFile } from "node:fs/promises";
import { open_browser, open_page } from "../browser/pages.mjs";
import { start_server } from "../browser/server.mjs";
import { phone } from "../portal/support.mjs";
import { console_pages, entrance, phone_size, portal_pages, sign_in } from "./tour.mjs";
import { what_is_shown } from "./shown.mjs";

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
