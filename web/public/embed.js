// One line puts the portal on any page:
//     <script src="https://help.example.com/embed.js" defer></script>
// A button opens it in a panel. The site has to be among those that may show the portal (embed_origins of the portal's
// settings). data-label names the button, data-side="left" puts it there, data-page="new" opens that page of the portal.
// It sets no cookie, and needs none.
(function () {
    "use strict";
    const script = document.currentScript;
    if (!script || !script.src) return;
    const portal = new URL("/portal", script.src);
    const own = { page: "", side: "right", ...script.dataset };
    if (own.page) portal.pathname += `/${encodeURIComponent(own.page)}`;
    const chinese = (document.documentElement.lang || navigator.language).startsWith("zh");
    const words = chinese ? { open: "联系客服", close: "关闭" } : { open: "Contact us", close: "Close" };
    const label = own.label || words.open;

    const look = `
        :host { all: initial; }
        button { font: 500 15px/20px system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; cursor: pointer; border: 0; }
        button:focus-visible { outline: 3px solid #7fd1c7; outline-offset: 2px; }
        .open { position: fixed; z-index: 2147483000; bottom: max(20px, env(safe-area-inset-bottom)); padding: 14px 22px;
            border-radius: 24px; background: #0f766e; color: #fff; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
        .panel { position: fixed; z-index: 2147483001; bottom: 20px; width: 400px; height: min(680px, calc(100vh - 40px));
            display: flex; flex-direction: column; overflow: hidden; border-radius: 16px; background: #0f766e;
            box-shadow: 0 8px 40px rgb(0 0 0 / 30%); }
        .right { right: 20px; }
        .left { left: 20px; }
        iframe { flex: 1; width: 100%; border: 0; background: #fff; }
        .top { display: flex; align-items: center; justify-content: space-between; padding-left: 16px; color: #fff;
            font: 600 15px/44px system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
        .close { width: 44px; height: 44px; padding: 0; background: transparent; color: #fff; font-size: 24px; }
        [hidden] { display: none; }
        @media (max-width: 600px) {
            .panel { inset: 0; width: auto; height: auto; border-radius: 0; }
        }`;

    function made(name, attributes) {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        return element;
    }

    function begin() {
        const host = made("div", { "data-baton": "portal" });
        const root = host.attachShadow({ mode: "open" });
        const side = own.side === "left" ? "left" : "right";
        const open = made("button", { class: `open ${side}`, type: "button", "aria-haspopup": "dialog" });
        const panel = made("div", { class: `panel ${side}`, role: "dialog", "aria-label": label, hidden: "" });
        const close = made("button", { class: "close", type: "button", "aria-label": words.close });
        const top = made("div", { class: "top" });
        open.textContent = label;
        close.textContent = "×";
        // A style sheet made by script is let through where the page's own policy forbids inline styles.
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(look);
        root.adoptedStyleSheets = [sheet];
        root.append(open, panel);
        top.append(label, close);
        panel.append(top);
        document.body.append(host);
        let frame;

        function show() {
            // Not before somebody wants it: the page is not slower for those who do not.
            if (!frame) panel.append((frame = made("iframe", { src: portal.href, title: label, allow: "camera; clipboard-write" })));
            panel.hidden = false;
            open.hidden = true;
            frame.focus();
        }
        function hide() {
            if (panel.hidden) return;
            panel.hidden = true;
            open.hidden = false;
            open.focus();
        }
        open.addEventListener("click", show);
        close.addEventListener("click", hide);
        document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
        // Escape inside the portal: only it knows that.
        window.addEventListener("message", (event) => {
            if (frame && event.source === frame.contentWindow && event.origin === portal.origin && event.data === "baton:close") hide();
        });
    }

    if (document.body) begin();
    else document.addEventListener("DOMContentLoaded", begin);
})();
