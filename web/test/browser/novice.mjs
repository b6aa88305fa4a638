// Somebody who has never seen the pages: he reads the words that stand there, clicks on them, and writes where he clicked.
// No selectors, no hidden names: what is not to be read, or lies under something else, he does not find.
const patience_ms = 12_000;
const moment_ms = 50;

/** In the page: the middle of what shows these words, the nearest to `beside` if that is given, else what invites a click. */
function place_of([words, beside]) {
    const shows = (wanted) => {
        const found = [];
        for (const element of document.querySelectorAll("body *")) {
            const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join(" ");
            const said = [own, element.value ? "" : element.placeholder ?? ""].find((each) => each.includes(wanted));
            if (said) found.push({ element, is_whole: said.trim() === wanted });
        }
        return found.filter(({ element }) => is_seen(element));
    };
    const middle = (element) => {
        const box = element.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, height: box.height };
    };
    function is_seen(element) {
        if (element.closest(".unseen") || getComputedStyle(element).visibility === "hidden") return false;
        let at = middle(element);
        if (at.width < 2 || at.height < 2) return false;
        if (at.y < 0 || at.y > innerHeight) element.scrollIntoView({ block: "center" });
        at = middle(element);
        const top = document.elementFromPoint(at.x, at.y);
        return top !== null && (element.contains(top) || top.contains(element));
    }
    const invites = (element) => Number(getComputedStyle(element).cursor === "pointer" || element.matches("input, textarea"));
    const whole_first = (found) => (found.some((each) => each.is_whole) ? found.filter((each) => each.is_whole) : found);
    const marks = beside ? whole_first(shows(beside)) : [];
    if (beside && !marks.length) return null;
    const far = (element) => Math.min(...marks.map((mark) => Math.hypot(middle(mark.element).x - middle(element).x, middle(mark.element).y - middle(element).y)));
    const found = shows(words).map((each, order) => ({ ...each, order }));
    const best = beside
        ? found.sort((a, b) => far(a.element) - far(b.element))[0]
        : found.sort((a, b) => b.is_whole - a.is_whole || invites(b.element) - invites(a.element) || b.order - a.order)[0];
    if (!best) return null;
    is_seen(best.element);
    return middle(best.element);
}

/** Some frames later, as what has just been put there begins to move only then. */
async function moves() {
    for (let frames = 0; frames < 4; frames += 1) await new Promise((done) => requestAnimationFrame(done));
    return document.getAnimations().some((each) => each.playState === "running" && each.effect?.getTiming().iterations !== Infinity);
}

export function novice(page, { touches = false } = {}) {
    let clicks = 0;

    async function find(words, beside) {
        for (const end = Date.now() + patience_ms; Date.now() < end; await page.waitForTimeout(moment_ms)) {
            const place = await page.evaluate(place_of, [words, beside]);
            if (place) return place;
        }
        throw new Error(`"${words}" is nowhere to be read${beside ? ` beside "${beside}"` : ""}: ${await page.evaluate(() => document.body.innerText)}`);
    }
    async function press(x, y) {
        clicks += 1;
        if (touches) await page.touchscreen.tap(x, y);
        else await page.mouse.click(x, y);
    }
    /** `right` and `below`: that much beside the middle of the words, where a picture belongs to them. */
    async function click(words, { beside, right = 0, below = 0 } = {}) {
        let place = await find(words, beside);
        // What is still moving in is clicked when it has come to rest: where it was before some frames and is after them.
        for (;;) {
            const is_still = !(await page.evaluate(moves));
            const now = await find(words, beside);
            if (is_still && now.x === place.x && now.y === place.y) break;
            place = now;
        }
        await press(place.x + right, place.y + below);
    }
    async function write(words, text) {
        await click(words);
        await page.keyboard.insertText(text);
    }
    return { click, write, read: find, clicks: () => clicks };
}
