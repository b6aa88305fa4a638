// The real server on a free port, with data of its own in a directory that is taken away afterwards. With BATON_WEB_DIST the
// pages come from that directory instead of those inside the program, under the same Content-Security-Policy.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

export const password = "correct-horse-battery";
const binary = process.env.BATON_BINARY ?? new URL("../../../build/release/baton", import.meta.url).pathname;
const start_ms = 30_000;

function free_port() {
    return new Promise((resolve) => {
        const probe = createServer().listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

async function until_ready(url, log) {
    for (const end = Date.now() + start_ms; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
        if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return;
    throw new Error(`the server did not start:\n${log()}`);
}

async function pages_before(url, dist) {
    const { preview } = await import("vite");
    const page = await fetch(url, { headers: { Accept: "text/html" } });
    const policy = page.headers.get("Content-Security-Policy");
    const shown = await preview({
        configFile: false,
        root: path.dirname(dist),
        logLevel: "error",
        build: { outDir: dist },
        preview: {
            host: "127.0.0.1",
            port: await free_port(),
            headers: { "Content-Security-Policy": policy },
            allowedHosts: true, // as the server, which any name may mean
            // The page's own origin, or the server refuses what comes with a cookie.
            proxy: { "/api": { target: url, changeOrigin: false }, "/live": { target: url, ws: true, changeOrigin: false } },
        },
    });
    return { url: `http://127.0.0.1:${shown.httpServer.address().port}`, close: () => shown.close() };
}

const environment = { ...process.env, BATON_ADMIN_PASSWORD: password };

/** The program alone, with the pages that are inside it. `demo`: with so many tickets of the demo company. */
export async function start_program({ demo = 0 } = {}) {
    const directory = await mkdtemp(path.join(tmpdir(), "baton-web-"));
    const data = path.join(directory, "data");
    const url = `http://127.0.0.1:${await free_port()}`;
    let log = "";
    if (demo) await promisify(execFile)(binary, ["demo", "--data", data, "--tickets", String(demo)], { env: environment });
    const made = spawn(binary, ["serve", "--data", data, "--listen", url.slice(7)], { env: environment });
    for (const stream of [made.stdout, made.stderr]) stream.on("data", (text) => (log += text));
    await until_ready(url, () => log);
    return {
        url,
        async stop() {
            const ended = new Promise((done) => (made.exitCode === null ? made.once("exit", done) : done()));
            made.kill("SIGTERM");
            await ended;
            await rm(directory, { recursive: true, force: true });
        },
    };
}

export async function start_server(options) {
    const program = await start_program(options);
    const dist = process.env.BATON_WEB_DIST;
    const pages = dist ? await pages_before(program.url, dist) : { url: program.url, close() {} };
    return {
        url: pages.url,
        /** The program itself, without what shows the pages. */
        program_url: program.url,
        async stop() {
            await pages.close();
            await program.stop();
        },
    };
}

/** Calls the API and expects it to work; without a token as nobody. */
export function client(url, token) {
    return async (method, address, body) => {
        const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
        const answer = await fetch(`${url}/api/v1${address}`, { method, headers, body: body && JSON.stringify(body) });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${text}`);
        return text ? JSON.parse(text) : undefined;
    };
}

/** The same, signed in. */
export async function caller(url, login) {
    const { token } = await client(url)("POST", "/session", { login, password });
    return client(url, token);
}
