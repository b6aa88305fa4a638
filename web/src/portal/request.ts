// Asking the server: the answer, or what was refused with everything the problem document says.
import { answered, Refusal, type Answer, type Problem } from "../api/client";
import { is_record } from "./kept";
import type { Challenge, PortalTicket } from "./types";

const longest_wait_ms = 30_000;

export class Refused extends Refusal {
    constructor(
        status: number,
        readonly problem: Partial<Problem> | undefined,
        wait_s = 0,
    ) {
        super(status, problem, wait_s);
    }

    /** Whether the server may have done it all the same. */
    get is_unsure(): boolean {
        return this.status === 0 || this.status === 408 || this.status >= 500;
    }
    /** There is no such ticket for this key; asking again would not help. */
    get is_final(): boolean {
        return [400, 401, 404].includes(this.status);
    }
    get challenge(): Challenge | undefined {
        const given = this.problem?.challenge;
        return is_record(given) ? (given as unknown as Challenge) : undefined;
    }
    /** How the ticket stands, of a 409. */
    get current(): PortalTicket | undefined {
        const given = this.problem?.current;
        return is_record(given) && "progress" in given ? (given as unknown as PortalTicket) : undefined;
    }
}

export interface Answered<T> {
    data: T;
    status: number;
    /** It was done before; what was written is left out of such an answer. */
    replayed: boolean;
}

/** For requests that must not hang for ever on a bad line. */
export function within(ms = longest_wait_ms): AbortSignal {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms);
    return controller.signal;
}

export async function answer_of<T>(request: Promise<Answer<T>>): Promise<Answered<T>> {
    const { data, response } = await answered(request, (...told) => new Refused(...told));
    return { data, status: response.status, replayed: response.headers.get("Idempotency-Replayed") === "true" };
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
