// What stands between {{ and }} in a canned response: the names of src/canned_response/canned_response.cpp.
export const variables = ["requester.name", "ticket.number", "ticket.subject", "ticket.type", "agent.name", "department.name", "ticket.created_on", "today"] as const;
export type Variable = (typeof variables)[number];

/** The text in its pieces: what is plain, and the names in between. "{{" that never ends is plain. */
export function pieces(body: string): { text: string; is_variable: boolean }[] {
    const found: { text: string; is_variable: boolean }[] = [];
    let rest = body;
    for (let open = rest.indexOf("{{"); open >= 0; open = rest.indexOf("{{")) {
        const close = rest.indexOf("}}", open);
        if (close < 0) break;
        if (open > 0) found.push({ text: rest.slice(0, open), is_variable: false });
        found.push({ text: rest.slice(open + 2, close).replace(/^ +| +$/g, ""), is_variable: true });
        rest = rest.slice(close + 2);
    }
    if (rest) found.push({ text: rest, is_variable: false });
    return found;
}

export const is_variable = (name: string): name is Variable => variables.some((each) => each === name);
export const unknown_variables = (body: string): string[] => [
    ...new Set(pieces(body).filter((each) => each.is_variable && !is_variable(each.text)).map((each) => each.text)),
];
