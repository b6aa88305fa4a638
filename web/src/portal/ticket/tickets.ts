// "My tickets": those this browser has the access token of. One found by number and phone tail is known until the tab
// is closed, for its token is good for minutes.
import { ref } from "vue";
import { is_record, read, write } from "../kept";

export interface KeptTicket {
    number: string;
    token: string;
    subject: string;
    at: string;
}

const most = 200;

function is_kept(value: unknown): value is KeptTicket {
    return is_record(value) && ["number", "token", "subject", "at"].every((name) => typeof value[name] === "string");
}
function kept_now(): KeptTicket[] {
    const kept = read("tickets");
    return Array.isArray(kept) ? kept.filter(is_kept) : [];
}

export const tickets = ref(kept_now());

export function remember(ticket: KeptTicket) {
    const others = kept_now().filter((each) => each.number !== ticket.number);
    tickets.value = [ticket, ...others].slice(0, most);
    write("tickets", tickets.value);
}

export function forget_ticket(number: string) {
    tickets.value = kept_now().filter((each) => each.number !== number);
    write("tickets", tickets.value);
}

let passing: Record<string, string> = {};
try {
    const kept: unknown = JSON.parse(sessionStorage.getItem("portal.passing") ?? "{}");
    if (is_record(kept)) passing = kept as Record<string, string>;
} catch {
    passing = {};
}

export function remember_for_now(number: string, token: string) {
    passing[number] = token;
    try {
        sessionStorage.setItem("portal.passing", JSON.stringify(passing));
    } catch {
        // until the page is left
    }
}

export function token_of(number: string): string | undefined {
    return tickets.value.find((each) => each.number === number)?.token ?? passing[number];
}
