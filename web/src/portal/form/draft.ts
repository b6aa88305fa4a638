// What was typed so far. It survives a reload; files as long as the server keeps unused ones.
import { reactive, watch } from "vue";
import { is_value, type Values } from "../../form/value";
import { forget, is_record, read, write } from "../kept";

const lifetime_ms = 7 * 86_400_000;
const files_lifetime_ms = 23 * 3_600_000;

export interface DraftFile {
    id: string;
    name: string;
    size: number;
    media_type: string;
    uploaded_at: number;
}

export interface Draft {
    type: string;
    announcement: string;
    subject: string;
    description: string;
    values: Values;
    name: string;
    phone: string;
    email: string;
    files: DraftFile[];
    saved_at: number;
}

export const empty_draft = (): Draft => ({
    type: "",
    announcement: "",
    subject: "",
    description: "",
    values: {},
    name: "",
    phone: "",
    email: "",
    files: [],
    saved_at: 0,
});

const is_file = (value: unknown): value is DraftFile =>
    is_record(value) &&
    ["id", "name", "media_type"].every((name) => typeof value[name] === "string") &&
    ["size", "uploaded_at"].every((name) => typeof value[name] === "number");

/** As it was kept, without what is not worth having any more; whatever else was kept is taken for nothing. */
export function draft_of(kept: unknown, now: number): Draft {
    const draft = empty_draft();
    if (!is_record(kept) || typeof kept["saved_at"] !== "number" || kept["saved_at"] < now - lifetime_ms) return draft;
    for (const name of ["type", "announcement", "subject", "description", "name", "phone", "email"] as const) {
        const value = kept[name];
        if (typeof value === "string") draft[name] = value;
    }
    if (is_record(kept["values"]))
        for (const [key, value] of Object.entries(kept["values"])) if (is_value(value)) draft.values[key] = value;
    if (Array.isArray(kept["files"]))
        draft.files = kept["files"].filter(is_file).filter((file) => file.uploaded_at > now - files_lifetime_ms);
    draft.saved_at = kept["saved_at"];
    return draft;
}

export function useDraft() {
    const draft = reactive(draft_of(read("draft"), Date.now()));
    const began_before = draft.subject !== "" || draft.description !== "";
    let ended = false;
    watch(
        draft,
        () => {
            if (!ended) write("draft", { ...draft, saved_at: Date.now() });
        },
        { deep: true, flush: "sync" },
    );
    return {
        draft,
        began_before,
        /** Another type, another form; who asks stays. */
        start_again() {
            const { name, phone, email } = draft;
            Object.assign(draft, empty_draft(), { name, phone, email });
        },
        end() {
            ended = true;
            forget("draft");
        },
    };
}
