// Pictures, videos and recordings are seen where they were sent. The browser itself makes the video and the recording.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { phone } from "../portal/support.mjs";
import { open_browser, open_page, sign_in } from "./pages.mjs";
import { client, password, start_server } from "./server.mjs";

let server, browser, a, mine, token, admin, video, sound;

const recorded = (page, kind) =>
    page.evaluate(async (kind) => {
        const stream_of = {
            video() {
                const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
                const pen = canvas.getContext("2d");
                let turn = 0;
                const timer = setInterval(() => {
                    pen.fillStyle = `hsl(${(turn += 10)} 80% 50%)`;
                    pen.fillRect(0, 0, 320, 180);
                }, 40);
                return [canvas.captureStream(25), () => clearInterval(timer)];
            },
            audio() {
                const sound = new AudioContext();
                const [tone, out] = [sound.createOscillator(), sound.createMediaStreamDestination()];
                tone.connect(out);
                tone.start();
                return [out.stream, () => sound.close()];
            },
        };
        const [stream, end] = stream_of[kind]();
        const recorder = new MediaRecorder(stream, { mimeType: `${kind}/webm` });
        const pieces = [];
        recorder.ondataavailable = ({ data }) => pieces.push(data);
        const stopped = new Promise((done) => (recorder.onstop = done));
        recorder.start();
        await new Promise((done) => setTimeout(done, 1_500));
        recorder.stop();
        await stopped;
        end();
        const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
        return Array.from(bytes);
    }, kind).then((bytes) => Buffer.from(bytes));

async function attached(content, name, media_type) {
    const form = new FormData();
    form.set("file", new Blob([content], { type: media_type }), name);
    const answer = await fetch(`${server.program_url}/api/v1/attachments`, { method: "POST", headers: { Authorization: `Bearer ${token}` }, body: form });
    assert.equal(answer.status, 201);
    return (await answer.json()).id;
}

before(async () => {
    [server, browser] = await Promise.all([start_server(), open_browser()]);
    token = (await client(server.program_url)("POST", "/session", { login: "admin", password })).token;
    admin = client(server.program_url, token);
    mine = await client(server.program_url)("POST", "/portal/tickets", { subject: "洗衣机有异响", description: "见视频", requester: { name: "李雷", phone: "13900001234" } });
    a = await open_page(browser, { url: server.url });
    await sign_in(a.page, "admin", password);
    [video, sound] = [await recorded(a.page, "video"), await recorded(a.page, "audio")];
    const attachment_ids = [await attached(video, "异响.webm", "video/webm"), await attached(sound, "通话录音.webm", "audio/webm"), await attached(Buffer.from("no video at all"), "坏的.mp4", "video/mp4")];
    await admin("POST", `/tickets/${mine.number}/messages`, { body: "附件", visibility: "public", attachment_ids });
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const plays = (player) => player.evaluate(async (each) => {
    each.muted = true;
    await each.play();
    while (each.currentTime < 0.3) await new Promise((done) => setTimeout(done, 20));
    each.pause();
    return [each.videoWidth ?? 0, each.videoHeight ?? 0];
});

test("a video is played in the conversation, fetched by parts", async () => {
    const parts = [];
    a.page.on("response", (answer) => /\/attachments\/\d+$/.test(answer.url()) && parts.push(answer));
    await a.page.goto(`/tickets/${mine.number}`);
    const player = a.page.locator("video[aria-label='异响.webm']");
    await player.waitFor();
    assert.deepEqual(await plays(player), [320, 180]);
    const part = parts.find((answer) => answer.status() === 206);
    assert.match(part.headers()["content-range"], new RegExp(`^bytes \\d+-\\d+/${video.length}$`));
    assert.equal(part.headers()["content-security-policy"], "sandbox; default-src 'none'");
    assert.match(part.headers()["content-disposition"], /^attachment/);
});

test("a recording is listened to, and both can be saved", async () => {
    await plays(a.page.locator("audio[aria-label='通话录音.webm']"));
    for (const name of ["异响.webm", "通话录音.webm"]) {
        const saved = a.page.waitForEvent("download");
        await a.page.getByRole("link", { name: `下载 ${name}` }).click();
        assert.equal((await saved).suggestedFilename(), name);
    }
});

test("what the browser cannot play is a file to be saved", async () => {
    await a.page.locator("a.file", { hasText: "坏的.mp4" }).waitFor();
    assert.equal(await a.page.locator("video").count(), 1);
    assert.deepEqual(a.problems.filter((each) => !/401 .*\/api\/v1\/me|404 .*\/draft/.test(each)), []);
});

test("the customer sees the video too", async () => {
    const { page, errors, context, go } = await phone(browser, server.program_url);
    await go(`/portal/ticket/${mine.number}#token=${encodeURIComponent(mine.access_token)}`);
    await page.getByRole("button", { name: "打开 异响.webm" }).click();
    const player = page.getByRole("dialog", { name: "异响.webm" }).locator("video");
    await player.waitFor();
    assert.deepEqual(await plays(player), [320, 180]);
    await page.getByRole("button", { name: "关闭" }).click();
    await player.waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
    await context.close();
});
