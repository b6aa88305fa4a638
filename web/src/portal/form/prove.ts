import type { Challenge, Proof } from "../types";

/** REQUIRES: a challenge of algorithm sha-256, the only one there is. */
export function prove(challenge: Challenge): Promise<Proof> {
    const worker = new Worker(new URL("./proof_worker.ts", import.meta.url), { type: "module" });
    return new Promise<Proof>((resolve, reject) => {
        worker.addEventListener("message", (event: MessageEvent<Proof>) => resolve(event.data));
        worker.addEventListener("error", () => reject(new Error("the proof could not be worked out")));
        worker.postMessage({ ...challenge });
    }).finally(() => worker.terminate());
}
