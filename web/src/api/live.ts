// What happens at the server, as it happens. Reconnects by itself and resumes after the last event it saw.
import { ref } from "vue";

interface LiveEvent {
    seq: number | null;
    ticket_id: string | null;
}

type Listener = (ticket_id: string | null) => void;

const listeners = new Set<Listener>();
const first_delay_ms = 500;
const longest_delay_ms = 15_000;

let socket: WebSocket | null = null;
let wanted = false;
let last_seq: number | null = null;
let delay_ms = first_delay_ms;

export const connected = ref(true);

function tell(ticket_id: string | null) {
    for (const listener of listeners) listener(ticket_id);
}

function receive(message: MessageEvent<string>) {
    const frame = JSON.parse(message.data) as { type: string; seq?: number; event?: LiveEvent };
    if (frame.type === "event" && frame.event) {
        last_seq = frame.event.seq ?? last_seq;
        tell(frame.event.ticket_id);
    } else if (frame.type === "gap" || (frame.type === "ready" && last_seq === null)) {
        last_seq = frame.seq ?? last_seq;
        tell(null);
    }
}

function open() {
    const made = new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`);
    socket = made;
    made.onopen = () => {
        connected.value = true;
        delay_ms = first_delay_ms;
        if (last_seq !== null) made.send(JSON.stringify({ type: "resume", after: last_seq }));
    };
    made.onmessage = receive;
    made.onclose = () => {
        if (!wanted || socket !== made) return;
        connected.value = false;
        setTimeout(() => wanted && socket === made && open(), delay_ms);
        delay_ms = Math.min(delay_ms * 2, longest_delay_ms);
    };
}

export function start_live() {
    wanted = true;
    if (!socket) open();
}

export function stop_live() {
    wanted = false;
    last_seq = null;
    connected.value = true;
    socket?.close();
    socket = null;
}

/** Calls back with the ticket that changed, or null when anything may have. Returns how to stop. */
export function on_change(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
}
