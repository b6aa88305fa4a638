// Files on their way to the server: one after the other, with progress, tried again by hand.
import { computed, onScopeDispose, reactive } from "vue";
import type { Upload } from "../types";

export const largest_file = 100 * 1024 * 1024;
export const most_files = 50;

export type UploadState = "waiting" | "sending" | "done" | "failed" | "too_large" | "refused";

export interface Sending {
    key: number;
    name: string;
    size: number;
    state: UploadState;
    /** 0 to 1. */
    progress: number;
    picture: string;
    file: File;
    result?: Upload;
}

function post(sending: Sending, began: (request: XMLHttpRequest) => void): Promise<Upload> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        began(request);
        request.upload.addEventListener("progress", (event) => {
            if (event.lengthComputable) sending.progress = event.loaded / event.total;
        });
        request.addEventListener("load", () => {
            if (request.status === 201) resolve(JSON.parse(request.responseText) as Upload);
            else reject(new Error(String(request.status)));
        });
        for (const failure of ["error", "abort", "timeout"]) request.addEventListener(failure, () => reject(new Error("0")));
        const form = new FormData();
        form.append("file", sending.file, sending.name);
        request.open("POST", "/api/v1/portal/attachments");
        request.setRequestHeader("X-Baton-Client", "1");
        request.send(form);
    });
}

function state_after(error: unknown): UploadState {
    const status = error instanceof Error ? error.message : "";
    if (status === "413") return "too_large";
    return status === "415" || status === "422" ? "refused" : "failed";
}

export function useUploads(done: (upload: Upload) => void) {
    const uploads = reactive<Sending[]>([]);
    let next_key = 1;
    let running: { key: number; request: XMLHttpRequest } | undefined;

    async function run() {
        const next = running ? undefined : uploads.find((each) => each.state === "waiting");
        if (!next) return;
        next.state = "sending";
        next.progress = 0;
        try {
            const result = await post(next, (request) => (running = { key: next.key, request }));
            Object.assign(next, { result, state: "done", progress: 1 });
            done(result);
            forget(next.key);
        } catch (error) {
            next.state = state_after(error);
        }
        running = undefined;
        void run();
    }

    function forget(key: number) {
        const at = uploads.findIndex((each) => each.key === key);
        if (running?.key === key) running.request.abort();
        if (at >= 0) URL.revokeObjectURL(uploads[at]!.picture);
        if (at >= 0) uploads.splice(at, 1);
    }

    function add(files: Iterable<File>) {
        for (const file of files) {
            const state = file.size > largest_file ? "too_large" : "waiting";
            const picture = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
            uploads.push({ key: next_key++, name: file.name, size: file.size, state, progress: 0, picture, file });
        }
        void run();
    }

    function again(key: number) {
        const found = uploads.find((each) => each.key === key);
        if (found?.state === "failed") found.state = "waiting";
        void run();
    }

    onScopeDispose(() => uploads.slice().forEach((each) => forget(each.key)));
    const is_busy = computed(() => uploads.some((each) => each.state === "waiting" || each.state === "sending"));
    return { uploads, is_busy, add, again, forget };
}
