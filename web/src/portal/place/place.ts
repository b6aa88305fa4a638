// Where the customer is: /portal/<page>/<word>. A router of a few lines, for a page that must be small.
import { reactive, readonly } from "vue";

export const pages = ["home", "new", "receipt", "lookup", "tickets", "ticket"] as const;
export type Page = (typeof pages)[number];

export interface Place {
    page: Page;
    word: string;
    query: Record<string, string>;
    /** Behind the #, which no server ever sees. */
    secret: Record<string, string>;
}

function text_of(part: string): string {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

export function place_of(address: { pathname: string; search: string; hash: string }): Place {
    const [page = "", word = ""] = address.pathname.replace(/^\/portal\/?/, "").split("/");
    return {
        page: pages.find((each) => each === page) ?? "home",
        word: text_of(word),
        query: Object.fromEntries(new URLSearchParams(address.search)),
        secret: Object.fromEntries(new URLSearchParams(address.hash.slice(1))),
    };
}

const current = reactive(place_of(location));
export const place = readonly(current);
let steps_taken = 0;

function arrive() {
    Object.assign(current, place_of(location));
    window.scrollTo(0, 0);
}
window.addEventListener("popstate", arrive);

export const to = (page: Page, word = "", query: Record<string, string> = {}): string => {
    const search = new URLSearchParams(query).toString();
    const path = page === "home" ? "/portal" : `/portal/${page}${word && `/${encodeURIComponent(word)}`}`;
    return search ? `${path}?${search}` : path;
};

export function go(path: string) {
    history.pushState(null, "", path);
    steps_taken += 1;
    arrive();
}

export function go_instead(path: string) {
    history.replaceState(null, "", path);
    arrive();
}

/** To where he came from, or home when he came from elsewhere. */
export function go_back() {
    if (steps_taken === 0) return go_instead(to("home"));
    steps_taken -= 1;
    history.back();
}
