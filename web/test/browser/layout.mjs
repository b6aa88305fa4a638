// What is wrong with a page that anybody would see: sideways scrolling, text that is cut off without a sign, buttons beyond
// the edge, keys instead of words, things that move after they are there.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const sources = new URL("../../src/", import.meta.url).pathname;
const words_of = (file) => [...readFileSync(file, "utf8").matchAll(/^\s+"?([a-z_]+(?:\.[a-z_0-9]+)+)"?: ["'`]/gm)].map((found) => found[1]);
const files = readdirSync(sources, { recursive: true }).filter((name) => /(^|\/)(\w+_)?words\.ts$|(^|\/)zh\.ts$/.test(name));
const keys = [...new Set(files.flatMap((name) => words_of(path.join(sources, name))))];
if (keys.length < 500) throw new Error(`only ${keys.length} keys of messages were found`);

export const most_shift = 0.05;

/** From now on each page of the context adds up in window.shift what moved by itself. */
export const watch_shifts = (context) =>
    context.addInitScript(() => {
        window.shift = 0;
        window.moved = [];
        const add = (entries) => {
            for (const entry of entries.getEntries())
                if (!entry.hadRecentInput) {
                    window.shift += entry.value;
                    window.moved.push(...entry.sources.map(({ node }) => `${(node?.nodeType === 1 ? node : node?.parentElement)?.className}`));
                }
        };
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });

export async function shift_faults(page) {
    const { shift, moved } = await page.evaluate(() => ({ shift: window.shift, moved: window.moved }));
    return shift > most_shift ? [`moves by ${shift.toFixed(3)}: ${[...new Set(moved)].join(", ")}`] : [];
}

export const layout_faults = (page) =>
    page.evaluate((keys) => {
        const faults = [];
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) faults.push(`${scrollWidth - clientWidth} px too wide`);
        const known = new Set(keys);
        const is_seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(".unseen, .hidden");
        const says_so = (element) => getComputedStyle(element).textOverflow === "ellipsis" || element.closest("[title]");
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const element = node.parentElement;
            const words = node.data.trim();
            if (!words || !is_seen(element) || element.closest("script, style, option, textarea")) continue;
            for (const word of words.match(/[a-z_]+(\.[a-z_0-9]+)+/g) ?? []) if (known.has(word)) faults.push(`key: ${word}`);
            const range = document.createRange();
            range.selectNodeContents(node);
            const text = range.getBoundingClientRect();
            if (!text.width) continue;
            // Up to where it may be scrolled; what scrolls shows it all.
            for (let box = element; box && box !== document.body; box = box.parentElement) {
                const style = getComputedStyle(box);
                if (style.overflowX === "auto" || style.overflowX === "scroll") break;
                const { left, right } = box.getBoundingClientRect();
                if (style.overflowX !== "visible" && (text.right > right + 1 || text.left < left - 1) && !says_so(box) && !says_so(element)) {
                    faults.push(`clipped: ${words.slice(0, 60)}`);
                    break;
                }
                if (style.position === "fixed") break;
            }
        }
        const scrolls = (box) => box && box !== document.body && (/auto|scroll/.test(getComputedStyle(box).overflowX) || scrolls(box.parentElement));
        for (const control of document.querySelectorAll("button, a, input, select, textarea")) {
            const { left, right, width } = control.getBoundingClientRect();
            if (width && is_seen(control) && (right > clientWidth + 1 || left < -1) && !scrolls(control.parentElement))
                faults.push(`beyond the edge: ${control.ariaLabel ?? control.innerText.trim()}`);
        }
        return [...new Set(faults)];
    }, keys);
