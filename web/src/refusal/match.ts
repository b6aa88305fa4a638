// Finds the words for a sentence of the server among those with holes: "It is with {}." stands for "It is with 王芳.".
// Pure.

interface Pattern {
    shape: RegExp;
    words: string;
}

const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&");

function pattern_of([sentence, words]: [string, string]): Pattern {
    return { shape: new RegExp(`^${sentence.split("{}").map(escaped).join("([^]*)")}$`), words };
}
const said_by = ([sentence]: [string, string]) => sentence.replaceAll("{}", "").length;

/** Of several that fit, the one with more words of its own, after a field in front. What has none stays as it is. */
export function matcher(catalogue: Record<string, string>): (sentence: string) => string {
    const with_holes = Object.entries(catalogue)
        .filter(([sentence]) => sentence.includes("{}"))
        .sort((a, b) => said_by(b) - said_by(a))
        .map(pattern_of);
    return (sentence) => {
        if (Object.hasOwn(catalogue, sentence)) return catalogue[sentence]!;
        const of_field = /^([\w.[\]]+) (.+)$/.exec(sentence);
        if (of_field && Object.hasOwn(catalogue, of_field[2]!)) return `${of_field[1]!} ${catalogue[of_field[2]!]!}`;
        for (const { shape, words } of with_holes) {
            const values = shape.exec(sentence);
            if (values) return words.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)] ?? "");
        }
        return sentence;
    };
}
