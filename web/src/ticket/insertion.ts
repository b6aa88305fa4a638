// What is typed after "@" or "::" right before the cursor, to be replaced by what is chosen.
export interface Insertion {
    sign: "@" | "::";
    words: string;
    from: number;
}

const longest = 20;

export function insertion_at(body: string, cursor: number): Insertion | null {
    const before = body.slice(0, cursor);
    // Not within a word: an address is no mention. Chinese is written without spaces.
    const found = /(?<![\w.])(@|::|::)([^\s@::]*)$/u.exec(before);
    if (!found || found[2]!.length > longest) return null;
    return { sign: found[1] === "@" ? "@" : "::", words: found[2]!, from: found.index };
}
