// Inside a page of another site (embed.js) Escape closes the panel it is shown in, which only this page can tell.

const something_open = ".van-popup:not([style*='display: none']), dialog[open]";

export function tell_of_escape() {
    if (window.parent === window) return;
    // Before anything closes: what is open here takes the key for itself.
    const tell = ({ key }: KeyboardEvent) =>
        key === "Escape" && !document.querySelector(something_open) && window.parent.postMessage("baton:close", "*");
    window.addEventListener("keydown", tell, true);
}
