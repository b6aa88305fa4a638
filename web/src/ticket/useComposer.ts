// What is being written to a ticket: its draft, what it names, and sending it.
import { computed, onUnmounted, ref, watch } from "vue";
import { useUploads } from "../attachment/useUploads";
import { api, got, type Schemas, type TicketEvent } from "../api/client";
import { connection } from "../api/live";
import { queries } from "../api/queries";
import { me } from "../session/useSession";
import { useAction } from "../ui/useAction";
import { empty_draft, keep_draft, type DraftFields } from "./draft";
import { refresh_ticket } from "./useTicket";

export const undo_s = 5;
type Draft = Schemas["Draft"];

export function useComposer(id: string) {
    const params = { path: { id } };
    const draft = ref<DraftFields>(empty_draft());
    const uploads = useUploads();
    /** Files of a draft from before; the server says nothing of them but that they are there. */
    const kept_files = ref<string[]>([]);
    /** A draft from before came after the page was there: nothing moves for it until somebody goes on writing. */
    const is_resting = ref(false);
    const action = useAction();
    const held = ref<TicketEvent | null>(null);
    let is_loading = true;

    const name = `draft.${me.value?.user.id}.${id}`;
    const keeper = keep_draft({
        save: (fields) => got(api.PUT("/api/v1/tickets/{id}/draft", { params, body: fields })),
        drop: () => got(api.DELETE("/api/v1/tickets/{id}/draft", { params })),
        local: localStorage,
        name,
    });
    const whole = computed<DraftFields>(() => ({ ...draft.value, attachment_ids: [...kept_files.value, ...uploads.ids.value] }));

    function put(fields: DraftFields) {
        is_resting.value = false;
        kept_files.value = fields.attachment_ids;
        draft.value = { ...fields, attachment_ids: [] };
    }
    async function load() {
        const local = localStorage.getItem(name); // what never reached the server goes before
        const kept = await got(api.GET("/api/v1/tickets/{id}/draft", { params })).catch(() => undefined);
        if (kept) keeper.found();
        if (local) put(JSON.parse(local) as DraftFields);
        else if (kept) put(fields_of(kept));
        is_resting.value = true;
        is_loading = false;
        if (local) keeper.changed(whole.value);
    }
    const fields_of = ({ body, visibility, mentions, attachment_ids, then }: Draft): DraftFields => ({
        body,
        visibility,
        mentions,
        attachment_ids,
        then,
    });
    void load();
    watch(whole, (now) => !is_loading && keeper.changed(now), { deep: true });
    watch(connection, (now) => now === "online" && void keeper.flush());
    onUnmounted(() => void keeper.flush());

    async function send(then: string | null) {
        const { body, visibility, mentions, attachment_ids } = whole.value;
        const waits = visibility === "public" ? { send_after_s: undo_s } : {};
        const message = { body, visibility, mentions, attachment_ids, ...(then ? { then } : {}), ...waits };
        return action.run(async () => {
            const event = await got(api.POST("/api/v1/tickets/{id}/messages", { params, body: message }));
            held.value = event.state === "held" ? event : null;
            draft.value = { ...empty_draft(), visibility };
            kept_files.value = [];
            uploads.clear();
            await keeper.sent();
            void refresh_ticket(id);
            void queries.invalidateQueries({ queryKey: ["tickets"] });
        });
    }
    /** The words are a draft again. */
    function take_back(back: Draft) {
        keeper.found();
        put(fields_of(back));
        held.value = null;
    }
    async function undo() {
        const event_id = held.value?.id;
        if (!event_id) return;
        held.value = null;
        await action.run(async () => {
            const path = { id, event_id };
            take_back(await got(api.DELETE("/api/v1/tickets/{id}/messages/{event_id}", { params: { path } })));
        });
        void refresh_ticket(id);
    }
    return { draft, is_resting, kept_files, uploads, action, held, send, undo, take_back };
}
