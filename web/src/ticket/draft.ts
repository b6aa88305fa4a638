// What somebody has begun to write, kept on the server every two seconds, and on this device while the server cannot be
// reached.
import type { Schemas } from "../api/client";

export type DraftFields = Required<Schemas["DraftFields"]>;

export const save_after_ms = 2000;

export const empty_draft = (): DraftFields => ({ body: "", visibility: "public", mentions: [], attachment_ids: [], then: null });
export const is_empty = (draft: DraftFields): boolean => draft.body.trim() === "" && draft.attachment_ids.length === 0;

export interface Keeping {
    save: (draft: DraftFields) => Promise<unknown>;
    drop: () => Promise<unknown>;
    /** Where it stays until the server has it. */
    local: Pick<Storage, "setItem" | "removeItem">;
    name: string;
}

/** One save at a time, always of the newest words. */
export function keep_draft({ save, drop, local, name }: Keeping) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting: DraftFields | null = null;
    let going: Promise<void> = Promise.resolve();
    let is_kept = false;

    async function store() {
        const draft = waiting;
        waiting = null;
        if (!draft) return;
        try {
            if (!is_empty(draft)) await save(draft);
            else if (is_kept) await drop();
            is_kept = !is_empty(draft);
            if (!waiting) local.removeItem(name);
        } catch {
            waiting ??= draft; // stays on this device; tried again with the next change, or when the connection is back
        }
    }
    function flush(): Promise<void> {
        clearTimeout(timer);
        timer = undefined;
        going = going.then(store);
        return going;
    }
    return {
        /** The server has one from before. */
        found: () => (is_kept = true),
        changed(draft: DraftFields) {
            waiting = { ...draft };
            local.setItem(name, JSON.stringify(draft));
            timer ??= setTimeout(flush, save_after_ms);
        },
        flush,
        /** It was sent: nothing is left to keep. */
        async sent() {
            clearTimeout(timer);
            timer = undefined;
            waiting = null;
            local.removeItem(name);
            await going;
            if (is_kept) await drop().catch(() => undefined);
            is_kept = false;
        },
    };
}
