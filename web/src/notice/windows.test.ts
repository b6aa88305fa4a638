import { expect, it } from "vitest";
import { make_agreement, type Said } from "./windows";

/** Windows that hear one another, as those of one browser do. */
function open_windows(...names: string[]) {
    const channels = names.map(() => ({ onmessage: null as ((event: MessageEvent<Said>) => void) | null, postMessage: (_: Said) => {} }));
    for (const channel of channels)
        channel.postMessage = (said) => {
            for (const other of channels) if (other !== channel) other.onmessage?.(new MessageEvent("message", { data: said }));
        };
    return names.map((name, index) => make_agreement(channels[index]!, name));
}

it("makes the sound in exactly one of the windows that can", () => {
    const [a, b, c] = open_windows("a", "b", "c");
    c!.say("7", "sounds");
    b!.say("7", "sounds");
    expect([a, b, c].map((each) => each!.sounds_here("7"))).toEqual([false, true, false]);
    expect(b!.sounds_here("8")).toBe(false);
});

it("tells the others what is read or shown somewhere", () => {
    const [a, b] = open_windows("a", "b");
    a!.say("1", "reads");
    a!.say("2", "shows");
    expect([b!.is_read("1"), b!.is_shown("1"), b!.is_read("2"), b!.is_shown("2")]).toEqual([true, false, false, true]);
    expect(a!.is_read("1")).toBe(true);
});

it("forgets what is long past", () => {
    const [a, b] = open_windows("a", "b");
    for (let key = 0; key <= 200; key += 1) a!.say(String(key), "shows");
    expect([b!.is_shown("0"), b!.is_shown("1"), b!.is_shown("200")]).toEqual([false, true, true]);
});
