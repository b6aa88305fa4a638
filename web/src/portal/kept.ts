// What this browser remembers. A browser that keeps nothing (private mode, full storage) still works until it is closed.
const held = new Map<string, string>();

function stored(name: string): string | undefined {
    try {
        return localStorage.getItem(`portal.${name}`) ?? undefined;
    } catch {
        return undefined;
    }
}

export function read(name: string): unknown {
    const text = stored(name) ?? held.get(name);
    try {
        return text === undefined ? undefined : (JSON.parse(text) as unknown);
    } catch {
        return undefined; // somebody else wrote there
    }
}

export function write(name: string, value: unknown) {
    const text = JSON.stringify(value);
    held.set(name, text);
    try {
        localStorage.setItem(`portal.${name}`, text);
    } catch {
        // held above
    }
}

export function forget(name: string) {
    held.delete(name);
    try {
        localStorage.removeItem(`portal.${name}`);
    } catch {
        // nothing was kept
    }
}

export function is_record(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A secret word nobody else has, also where the page came over plain HTTP. */
export function random_word(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
