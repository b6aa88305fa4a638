// The windows of one browser agree on a notice that all of them get: none shows what somebody reads in another, and one makes
// the sound. Each says at once what it does, and acts when the others have had the time to say theirs.
export type Act = "reads" | "shows" | "sounds";
export interface Said {
    key: string;
    from: string;
    act: Act;
}
interface Channel {
    postMessage(said: Said): void;
    onmessage: ((event: MessageEvent<Said>) => void) | null;
}

export const time_to_say_ms = 200;
const most_remembered = 200;

export function make_agreement(channel: Channel, own: string) {
    const heard = new Map<string, Said[]>();

    function hear(said: Said) {
        heard.set(said.key, [...(heard.get(said.key) ?? []), said]);
        if (heard.size > most_remembered) heard.delete(heard.keys().next().value ?? "");
    }
    channel.onmessage = ({ data }) => hear(data);
    const who = (key: string, act: Act) => (heard.get(key) ?? []).filter((said) => said.act === act).map((said) => said.from);

    return {
        say(key: string, act: Act) {
            const said = { key, from: own, act };
            hear(said);
            channel.postMessage(said);
        },
        is_read: (key: string): boolean => who(key, "reads").length > 0,
        is_shown: (key: string): boolean => who(key, "shows").length > 0,
        /** The first by name of those that can. */
        sounds_here: (key: string): boolean => who(key, "sounds").sort()[0] === own,
    };
}
