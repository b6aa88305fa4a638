// Files on their way to the server, with how far they are. The one request that is not made by fetch, which cannot tell.
import { computed, ref } from "vue";
import type { Schemas } from "../api/client";

export type Attachment = Schemas["AttachmentView"];
export interface Upload {
    key: number;
    name: string;
    share: number;
    /** An image as it is on this device. */
    preview: string;
    attachment: Attachment | null;
    problem: string;
}

export const is_image = ({ media_type }: Pick<Attachment, "media_type">): boolean => /^image\/(png|jpeg|gif|webp)$/.test(media_type);
export const is_video = ({ media_type }: Pick<Attachment, "media_type">): boolean => /^video\/(mp4|webm|ogg|quicktime)$/.test(media_type);
export const is_sound = ({ media_type }: Pick<Attachment, "media_type">): boolean =>
    /^audio\/(mpeg|mp4|aac|ogg|opus|webm|flac|wav|x-wav|x-m4a)$/.test(media_type);
export const file_address = (id: string): string => `/api/v1/attachments/${id}`;

let last_key = 0;

export function useUploads() {
    const uploads = ref<Upload[]>([]);
    const requests = new Map<number, XMLHttpRequest>();

    function update(key: number, change: Partial<Upload>) {
        uploads.value = uploads.value.map((each) => (each.key === key ? { ...each, ...change } : each));
    }
    function ended(key: number, request: XMLHttpRequest) {
        requests.delete(key);
        const answer = (request.response ?? {}) as Partial<Attachment> & { detail?: string };
        if (request.status === 201) update(key, { attachment: answer as Attachment, share: 1 });
        else update(key, { problem: answer.detail ?? `${request.status}` });
    }
    function add(files: Iterable<File>) {
        for (const file of files) {
            const key = ++last_key;
            const request = new XMLHttpRequest();
            const form = new FormData();
            form.append("file", file, file.name || "image.png");
            const preview = is_image({ media_type: file.type }) ? URL.createObjectURL(file) : "";
            uploads.value = [...uploads.value, { key, name: file.name, share: 0, preview, attachment: null, problem: "" }];
            requests.set(key, request);
            request.responseType = "json";
            request.upload.onprogress = (event) => update(key, { share: event.loaded / event.total });
            request.onload = () => ended(key, request);
            request.onerror = () => update(key, { problem: "×" });
            request.open("POST", "/api/v1/attachments");
            request.setRequestHeader("X-Baton-Client", "1");
            request.send(form);
        }
    }
    function remove(key: number) {
        requests.get(key)?.abort();
        requests.delete(key);
        uploads.value = uploads.value.filter((each) => each.key !== key);
    }
    const ids = computed(() => uploads.value.flatMap(({ attachment }) => (attachment ? [attachment.id] : [])));
    const is_busy = computed(() => uploads.value.some((each) => !each.attachment && !each.problem));
    return { uploads, ids, is_busy, add, remove, clear: () => (uploads.value = []) };
}
