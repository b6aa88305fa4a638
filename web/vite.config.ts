import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:8080";

export default defineConfig({
    plugins: [vue()],
    // The pages run under a Content-Security-Policy without inline code, so nothing is inlined into the document.
    build: { target: "es2020", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
    define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false },
    server: { proxy: { "/api": server, "/live": { target: server, ws: true } } },
});
