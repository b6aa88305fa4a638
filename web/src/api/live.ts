// What happens at the server, as it happens. Reconnects by itself and resumes after the last event it saw. Also who else
// looks at a ticket, which colleagues come and go, and what one is told in person.
import { ref, shallowRef } from "vue";

export interface Viewer {
    id: string;
    name: string;
    state: "looking" | "background" | "typing";
}
export type WatchState = Viewer["state"] | "gone";
export type Connection = "online" | "offline" | "catching_up";

/** Something of a ticket that is told to this person, never about what he did himself. */
export interface Notice {
    /** "assigned", "answered", …; a newer server may know more of them. */
    kind: string;
    seq: number;
    ticket_id: string;
    number: string;
    subject: string;
    /** Whose act it was; may be empty. */
    by: string;
}

interface Frame extends Partial<Omit<Notice, "seq">> {
    type: string;
    seq?: number;
    event?: { seq: number | null; ticket_id: string | null };
    viewers?: Viewer[];
    user_id?: string;
    presence?: string;
}
type Listener = (ticket_id: string | null) => void;
type ColleagueListener = (user_id: string, presence: string) => void;
type NoticeListener = (notice: Notice) => void;

const listeners = new Set<Listener>();
const colleague_listeners = new Set<ColleagueListener>();
const notice_listeners = new Set<NoticeListener>();
const first_delay_ms = 500;
const longest_delay_ms = 15_000;
const caught_up_after_ms = 900;

let socket: WebSocket | null = null;
let wanted = false;
let last_seq: number | null = null;
let delay_ms = first_delay_ms;
let retry: ReturnType<typeof setTimeout> | undefined;
let watched: { ticket_id: string; state: WatchState } | null = null;

export const connection = ref<Connection>("online");
/** Who looks at the ticket that is watched, oneself among them. */
export const viewers = shallowRef<{ ticket_id: string; viewers: Viewer[] }>({ ticket_id: "", viewers: [] });

function tell(ticket_id: string | null) {
    for (const listener of listeners) listener(ticket_id);
}
function send(frame: object) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}

function tell_notice({ kind = "", seq = 0, ticket_id = "", number = "", subject = "", by = "" }: Frame) {
    for (const listener of notice_listeners) listener({ kind, seq, ticket_id, number, subject, by });
}

function receive(message: MessageEvent<string>) {
    const frame = JSON.parse(message.data) as Frame;
    if (frame.type === "event" && frame.event) {
        last_seq = frame.event.seq ?? last_seq;
        tell(frame.event.ticket_id);
    } else if (frame.type === "gap" || (frame.type === "ready" && last_seq === null)) {
        last_seq = frame.seq ?? last_seq;
        tell(null);
    } else if (frame.type === "presence" && frame.ticket_id) {
        viewers.value = { ticket_id: frame.ticket_id, viewers: frame.viewers ?? [] };
    } else if (frame.type === "colleague" && frame.user_id) {
        for (const listener of colleague_listeners) listener(frame.user_id, frame.presence ?? "offline");
    } else if (frame.type === "notice") {
        tell_notice(frame);
    }
}

function opened() {
    const was_away = connection.value !== "online";
    delay_ms = first_delay_ms;
    if (last_seq !== null) send({ type: "resume", after: last_seq });
    send({ type: "colleagues" });
    if (watched) send({ type: "watch", ...watched });
    if (!was_away) return;
    connection.value = "catching_up";
    setTimeout(() => connection.value === "catching_up" && (connection.value = "online"), caught_up_after_ms);
}

function lost() {
    connection.value = "offline";
    clearTimeout(retry);
    retry = setTimeout(() => wanted && open(), delay_ms);
    delay_ms = Math.min(delay_ms * 2, longest_delay_ms);
}

function open() {
    const made = new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`);
    socket = made;
    made.onopen = opened;
    made.onmessage = receive;
    made.onclose = () => wanted && socket === made && lost();
}

function network_left() {
    const left = socket;
    socket = null;
    left?.close();
    if (wanted) lost();
}
function network_came() {
    if (!wanted || socket?.readyState === WebSocket.OPEN) return;
    clearTimeout(retry);
    delay_ms = first_delay_ms;
    open();
}

export function start_live() {
    if (wanted) return;
    wanted = true;
    window.addEventListener("offline", network_left);
    window.addEventListener("online", network_came);
    open();
}

export function stop_live() {
    wanted = false;
    last_seq = null;
    watched = null;
    connection.value = "online";
    clearTimeout(retry);
    window.removeEventListener("offline", network_left);
    window.removeEventListener("online", network_came);
    socket?.close();
    socket = null;
}

/** Says that one looks at this ticket, or writes in it; says it again after the connection was lost. */
export function watch_ticket(ticket_id: string, state: WatchState) {
    if (state === "gone" && watched?.ticket_id !== ticket_id) return;
    watched = state === "gone" ? null : { ticket_id, state };
    send({ type: "watch", ticket_id, state });
}

/** Calls back with the ticket that changed, or null when anything may have. Returns how to stop. */
export function on_change(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

export function on_colleague(listener: ColleagueListener): () => void {
    colleague_listeners.add(listener);
    return () => colleague_listeners.delete(listener);
}

export function on_notice(listener: NoticeListener): () => void {
    notice_listeners.add(listener);
    return () => notice_listeners.delete(listener);
}
