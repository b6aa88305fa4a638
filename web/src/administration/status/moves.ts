// Where tickets can go from which status: what src/type/status.cpp decides, as a matrix. A status without moves of its own
// lets tickets go wherever the categories allow.
import type { Schemas } from "../../api/client";
import type { Status } from "../../type/useTypes";

export type Move = Schemas["StatusMove"];
export type Category = Status["category"];
export const categories: Category[] = ["new", "open", "pending", "on_hold", "resolved", "closed"];

/** As may_move of src/type/type.cpp. */
export function may_move(from: Category, to: Category): boolean {
    if (to === "new") return from === "new";
    if (from === "resolved") return ["resolved", "open", "closed"].includes(to);
    if (from === "closed") return ["closed", "open"].includes(to);
    return true;
}

const in_order = (a: Status, b: Status) => categories.indexOf(a.category) - categories.indexOf(b.category) || a.position - b.position;

/** What tickets of a type can be in: in each category its own, else those for all types. Without a type the latter. */
export function set_of(every: Status[], type_id: string): Status[] {
    const alive = every.filter((each) => !each.archived_at);
    const own = new Set(alive.filter((each) => type_id && each.type_id === type_id).map((each) => each.category));
    return alive.filter((each) => (own.has(each.category) ? each.type_id === type_id : each.type_id === null)).sort(in_order);
}

export type Way = "never" | "no" | "yes" | "comment";

/** Never: to itself, or not as the categories are. */
export function way(from: Status, moves: Move[], to: Status): Way {
    if (from.key === to.key || !may_move(from.category, to.category)) return "never";
    if (moves.length === 0) return "yes";
    const move = moves.find((each) => each.to === to.key);
    if (!move) return "no";
    return move.comment_required ? "comment" : "yes";
}

const following: Record<Way, Way> = { never: "never", yes: "comment", comment: "no", no: "yes" };

/** One further: allowed, with a comment, not allowed. The last one stays allowed, for no move at all means every move. */
export function turned(from: Status, moves: Move[], to: Status, set: Status[]): Move[] {
    const others = moves.length ? moves : set.filter((each) => way(from, [], each) === "yes").map((each) => ({ to: each.key, comment_required: false }));
    const without = others.filter((each) => each.to !== to.key);
    let next = following[way(from, moves, to)];
    if (next === "never") return moves;
    if (next === "no" && without.length === 0) next = "yes";
    return next === "no" ? without : [...without, { to: to.key, comment_required: next === "comment" }];
}

export const is_same = (a: Move[], b: Move[]): boolean => {
    const words = (moves: Move[]) => moves.map((each) => `${each.to} ${each.comment_required}`).sort().join();
    return words(a) === words(b);
};

/** A word for interfaces that nothing has yet. */
export function free_key(every: Status[], category: Category): string {
    for (let number = 2; ; ++number) if (!every.some((each) => each.key === `${category}_${number}`)) return `${category}_${number}`;
}
