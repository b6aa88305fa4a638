// Which tickets of a list are selected, for what is done to all of them.
export interface Selection {
    ids: ReadonlySet<string>;
    /** From where a range is selected. */
    anchor: string;
}

export const nothing_selected: Selection = { ids: new Set(), anchor: "" };

export function toggled({ ids }: Selection, id: string): Selection {
    const now = new Set(ids);
    if (!now.delete(id)) now.add(id);
    return { ids: now, anchor: id };
}

/** All from where the last one was selected to this one, in the order of the list. */
export function reached(selection: Selection, id: string, order: string[]): Selection {
    const [from, to] = [order.indexOf(selection.anchor), order.indexOf(id)];
    if (from < 0 || to < 0) return toggled(selection, id);
    const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}
