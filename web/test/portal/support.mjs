// A server of its own, an agent at its API, and phones whose pages must stay without error. BATON_BINARY is the program;
// with BATON_WEB_DIST its web files are taken from that directory instead of out of the program.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const password = "correct-horse-battery";
const root = new URL("../../../", import.meta.url).pathname;
const binary = process.env.BATON_BINARY ?? join(root, "build/release/baton");
const axe = readFileSync(join(root, "web/node_modules/axe-core/axe.min.js"), "utf8");
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const free_port = () =>
    new Promise((resolve) => {
        const probe = createServer().listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function start_server() {
    const directory = mkdtempSync(join(tmpdir(), "baton-portal-"));
    const origin = `http://127.0.0.1:${await free_port()}`;
    const words = ["serve", "--data", join(directory, "data"), "--listen", origin.slice("http://".length)];
    const child = spawn(binary, words, { env: { ...process.env, BATON_ADMIN_PASSWORD: password }, stdio: "ignore" });
    for (let tries = 0; !(await fetch(`${origin}/readyz`).catch(() => undefined))?.ok; tries += 1) {
        assert.ok(child.exitCode === null && tries < 600, "the server does not start");
        await pause(100);
    }
    const stop = async () => {
        child.kill("SIGTERM");
        await new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve()));
        rmSync(directory, { recursive: true, force: true });
    };
    return { origin, stop, boss: await sign_in(origin) };
}

/** An agent, or a customer without a page: calls the API and expects it to work. */
export function client(origin, token) {
    return async (method, path, body) => {
        const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
        const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
        const text = await answer.text();
        assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
        return text ? JSON.parse(text) : undefined;
    };
}

async function sign_in(origin) {
    const { token } = await client(origin)("POST", "/session", { login: "admin", password });
    return client(origin, token);
}

export const start_browser = () =>
    chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

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
