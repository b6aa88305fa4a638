// A server of its own, an agent at its API, and phones whose pages must stay without error. BATON_BINARY is the program;
// with BATON_WEB_DIST its web files are taken from that directory instead of out of the program.
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { caller, start_program } from "../browser/server.mjs";

const root = new URL("../../../", import.meta.url).pathname;
const axe = readFileSync(join(root, "web/node_modules/axe-core/axe.min.js"), "utf8");
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function start_server() {
    const { url: origin, stop } = await start_program();
    return { origin, stop, boss: await caller(origin, "admin") };
}

async function serve_from(directory, context, origin) {
    const page = await fetch(origin, { headers: { Accept: "text/html" } });
    const policy = { "Content-Security-Policy": page.headers.get("Content-Security-Policy") ?? "" };
    await context.route(`${origin}/**`, async (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname.startsWith("/api")) return route.continue();
        const path = join(directory, existsSync(join(directory, pathname)) && extname(pathname) ? pathname : "portal/index.html");
        await route.fulfill({ body: readFileSync(path), contentType: kinds[extname(path)], headers: policy });
    });
}

/** A new browser profile. `errors` is what its pages complained of; expected answers such as 404 are no complaint. */
export async function phone(browser, origin, options = {}) {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
    if (process.env.BATON_WEB_DIST) await serve_from(process.env.BATON_WEB_DIST, context, origin);
    const page = await context.newPage();
    page.setDefaultTimeout(8_000);
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource")) errors.push(text);
    });
    return { page, context, errors, go: (path) => page.goto(origin + path) };
}

/** What axe finds serious, in words. */
export async function serious_findings(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

/** Sideways scrolling, clipped text and raw keys of messages. */
export const layout_faults = (page) =>
    page.evaluate(() => {
        const faults = [];
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) faults.push(`${scrollWidth - clientWidth} px too wide`);
        for (const each of document.querySelectorAll("h1, h2, p, span, strong, small, button, a, label, legend, li")) {
            if (each.closest(".unseen") || each.getClientRects().length === 0) continue;
            if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
                faults.push(`clipped: ${each.textContent.trim().slice(0, 60)}`);
        }
        const keys = document.body.innerText.match(/\b(page|home|new|form|file|send|receipt|promise|lookup|ticket|tickets|status|wrong|error|rating|nudge|reopen|confirm)\.[a-z_]+\b/g);
        return [...faults, ...(keys ?? [])];
    });
