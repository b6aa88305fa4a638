// A pair of hands that never leaves the keyboard, and counts what they press.
const longest_way = 90;
const between_ms = 900; // two keys in a row mean something together within that

/** What a screen reader would say of where the keyboard is. */
function name_here() {
    const here = document.activeElement;
    if (!here || here === document.body) return "";
    const labels = [...(here.labels ?? [])].map((each) => each.innerText);
    const named = [here.getAttribute("aria-label"), ...labels, here.placeholder, here.title, here.matches("button, a, [role^=menuitem]") ? here.innerText : ""];
    return named.filter(Boolean).join(" | ");
}

export function hands(page) {
    let pressed = 0;

    async function press(...keys) {
        for (const key of keys) {
            pressed += 1;
            await page.keyboard.press(key);
        }
    }
    /** Each character is a key; one of Chinese is three, as an input method has it on average. */
    async function type(words) {
        pressed += [...words].reduce((sum, each) => sum + (each > "\u2e7f" ? 3 : 1), 0);
        await page.keyboard.insertText(words);
    }
    /** Goes on with Tab until the keyboard is where these words name it. */
    async function go_to(words, key = "Tab") {
        const way = [];
        while (way.length < longest_way) {
            const name = await page.evaluate(name_here);
            if (name.includes(words)) return;
            way.push(name);
            await press(key);
        }
        throw new Error(`"${words}" is not reached by ${key}: ${way.join(" → ")}`);
    }
    async function use(words, key = "Enter") {
        await go_to(words);
        await press(key);
    }
    /** Opens the list the keyboard is on, and takes what these words say. */
    async function choose(words) {
        await press("Enter");
        const marked = page.locator("[role=option].is-hovering:visible");
        for (let steps = 0; steps < longest_way; steps += 1) {
            await press("ArrowDown");
            await page.waitForTimeout(50);
            if ((await marked.allInnerTexts()).some((each) => each.trim() === words)) return press("Enter");
        }
        throw new Error(`"${words}" is not in the list`);
    }
    /** A key for the whole page, from wherever the keyboard is. */
    async function command(...keys) {
        await page.evaluate(() => document.activeElement?.blur());
        await page.waitForTimeout(between_ms);
        await press(...keys);
    }
    return { press, type, go_to, use, choose, command, pressed: () => pressed };
}
