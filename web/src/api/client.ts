// The one way to the server. Types come from the OpenAPI document the server itself prints; the session is a cookie.
import createClient from "openapi-fetch";
import type { components, paths } from "./types.gen";

export type Schemas = components["schemas"];
export type Ticket = Schemas["TicketView"];
export type TicketEvent = Schemas["EventView"];
export type Customer = Schemas["CustomerView"];
export type NewTicket = Schemas["NewTicket"];
export type TicketFields = Required<Omit<Schemas["TicketEditPatch"], "version">>;
export type Me = Schemas["MeView"];
export type Session = Schemas["SessionView"];
export type Token = Schemas["TokenView"];
export type Problem = Schemas["Problem"];

/** What a page shows when a request did not work: the sentence, and what is wrong with which field. */
export class Refusal extends Error {
    readonly fields: Record<string, string>;
    /** What is there now, when that is why it was refused. */
    readonly latest: unknown;

    constructor(
        readonly status: number,
        problem: Partial<Problem> | undefined,
        /** How long to wait before the next try, when the server said so. */
        readonly wait_s: number = 0,
    ) {
        super(problem?.detail ?? problem?.title ?? "");
        this.fields = Object.fromEntries((problem?.errors ?? []).map((error) => [error.field, error.message]));
        this.latest = problem?.current;
    }
}

/** Repeated values mean any of them; what belongs to a map is `field.colour=red`. */
export function query_text(query: Record<string, unknown>): string {
    const words = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        if (Array.isArray(value)) for (const each of value) words.append(name, String(each));
        else if (value !== null && typeof value === "object") words_of_map(words, name, value);
        else if (value !== undefined && value !== null && value !== "") words.append(name, String(value));
    }
    return words.toString();
}
function words_of_map(words: URLSearchParams, name: string, map: object) {
    for (const [key, values] of Object.entries(map))
        for (const each of Array.isArray(values) ? values : [values]) words.append(`${name}.${key}`, String(each));
}

export const api = createClient<paths>({ headers: { "X-Baton-Client": "1" }, querySerializer: query_text });

export interface Answer<T> {
    data?: T;
    error?: unknown;
    response: Response;
}
type Refuse = (status: number, problem: Partial<Problem> | undefined, wait_s: number) => Refusal;
const refusal: Refuse = (status, problem, wait_s) => new Refusal(status, problem, wait_s);

let reword = async (problem: Partial<Problem>) => problem;
/** The server's sentences are English: says how to make them another language's, before anybody sees them. */
export const reword_problems_with = (by: typeof reword) => void (reword = by);

/** What was answered, or what was refused thrown. A request that never arrived has status 0. */
export async function answered<T>(request: Promise<Answer<T>>, refuse = refusal): Promise<{ data: T; response: Response }> {
    const { data, error, response } = await request.catch(() => {
        throw refuse(0, undefined, 0);
    });
    const problem = typeof error === "object" && error !== null ? (error as Partial<Problem>) : undefined;
    if (!response.ok) throw refuse(response.status, problem && (await reword(problem)), Number(response.headers.get("Retry-After") ?? 0));
    return { data: data as T, response };
}

/** The answer's body, or a Refusal thrown. */
export const got = async <T>(request: Promise<Answer<T>>): Promise<T> => (await answered(request)).data;
