import createPurifier, { type DOMPurify } from "dompurify";

// Browsers look at event handlers while they parse, in documents without a window too, and report to the policy of the page
// what it forbids. In a window that has gone nothing can run: there is nothing to forbid.
function purifier_of_a_window_that_has_gone(): DOMPurify {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const made = createPurifier(frame.contentWindow as Window & typeof globalThis);
    frame.remove();
    return made;
}

// What fetches or leaves its place; escapes and comments could hide either.
const unwanted_style = /\\|\/\*|(url|src|image|image-set|cross-fade)\s*\(|@import|position\s*:/i;

// Links open beside the console and are told nothing of it; pictures from elsewhere would tell their server who reads.
function close_ways_out(node: Element) {
    if (node.tagName === "A") {
        node.setAttribute("target", "_blank");
        node.setAttribute("rel", "noopener noreferrer nofollow");
    }
    const source = node.getAttribute("src");
    if (source !== null && !source.startsWith("data:image/")) node.removeAttribute("src");
    node.removeAttribute("srcset");
    node.removeAttribute("background");
    const style = node.getAttribute("style");
    if (style && unwanted_style.test(style)) node.removeAttribute("style");
}

let purifier: DOMPurify | undefined;
function the_purifier(): DOMPurify {
    if (purifier) return purifier;
    purifier = purifier_of_a_window_that_has_gone();
    purifier.addHook("afterSanitizeAttributes", close_ways_out);
    return purifier;
}

export function clean_html(html: string): string {
    return the_purifier().sanitize(html, {
        USE_PROFILES: { html: true },
        FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "video", "audio", "source", "link", "base", "meta"],
        FORBID_ATTR: ["id", "name", "poster"],
    });
}
