// A tree as the lines of a list: each below what it belongs to.
export interface Placed<T> {
    item: T;
    depth: number;
}
interface Node {
    id: string;
    name: string;
    parent_id: string | null;
}

/** By name within each level. What lies below something that is not there stands at the top. */
export function tree_lines<T extends Node>(items: T[]): Placed<T>[] {
    const known = new Set(items.map((each) => each.id));
    const below = new Map<string | null, T[]>();
    for (const item of items) {
        const parent = item.parent_id !== null && known.has(item.parent_id) ? item.parent_id : null;
        below.set(parent, [...(below.get(parent) ?? []), item]);
    }
    const lines = (parent: string | null, depth: number): Placed<T>[] =>
        (below.get(parent) ?? [])
            .sort((a, b) => a.name.localeCompare(b.name, "zh"))
            .flatMap((item) => [{ item, depth }, ...lines(item.id, depth + 1)]);
    return lines(null, 0);
}

/** It and all below it: where it cannot be moved to. */
export function with_all_below<T extends Node>(items: T[], id: string): Set<string> {
    const found = new Set([id]);
    for (let before = 0; before !== found.size; ) {
        before = found.size;
        for (const each of items) if (each.parent_id !== null && found.has(each.parent_id)) found.add(each.id);
    }
    return found;
}
