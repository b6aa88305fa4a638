import vue from "@vitejs/plugin-vue";
import { defineConfig, loadEnv, type Plugin, type ProxyOptions } from "vite";

interface Request {
    url?: string;
    originalUrl?: string;
}

// The server answers every page below /portal with the portal (src/http/web_file.cpp); so does vite.
function to_portal(request: Request, _response: unknown, next: () => void) {
    if (/^\/portal(\/[^.?]*)?(\?|$)/.test(request.url ?? "")) request.url = "/portal/index.html";
    next();
}
const portal_pages: Plugin = {
    name: "portal-pages",
    configureServer: (server) => void server.middlewares.use(to_portal),
    configurePreviewServer: (server) => void server.middlewares.use(to_portal),
};

export default defineConfig(({ mode }) => {
    const server = loadEnv(mode, ".", "BATON_")["BATON_URL"] ?? "http://127.0.0.1:8080";
    // The page's own host goes along, or the server refuses what comes with a cookie.
    const passed_on = { target: server, changeOrigin: false };
    const proxy: Record<string, ProxyOptions> = { "/api": passed_on, "/live": { ...passed_on, ws: true } };
    return {
        plugins: [vue(), portal_pages],
        // The pages run under a Content-Security-Policy without inline code, so nothing is inlined into the document.
        build: {
            target: "es2020",
            assetsInlineLimit: 0,
            modulePreload: { polyfill: false },
            rollupOptions: { input: ["index.html", "portal/index.html"] },
        },
        define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false },
        server: { proxy },
        preview: { proxy },
    };
});
