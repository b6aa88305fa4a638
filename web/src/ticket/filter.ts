// What a list shows, as it stands in the address of the page, and as the server is asked for it.
import type { LocationQuery, LocationQueryRaw } from "vue-router";
import type { TicketFields } from "../api/client";
import { unfinished, type View } from "../view/useViews";

export const lists = ["status", "department_id", "assignee_id", "type_id", "priority", "tag"] as const;
export type ListName = (typeof lists)[number];
export const sorts = ["-updated_at", "-created_at", "created_at", "due_at", "priority", "relevance"] as const;
export type Sort = (typeof sorts)[number];

export const times = ["created_from", "created_to", "resolved_from", "resolved_to"] as const;
export type Times = Partial<Record<(typeof times)[number], string>>;

export interface Filter extends Record<ListName, string[]> {
    /** From ≤ t < to; an overview says them, nobody types them. */
    times: Times;
    view: string;
    q: string;
    /** Empty: as the view says. */
    sort: Sort | "";
}

export const first_view = "unfinished";
const shortest_number = 4;

const words = (value: LocationQuery[string] | undefined): string[] =>
    (Array.isArray(value) ? value : [value]).filter((each): each is string => Boolean(each));

export function filter_from(query: LocationQuery): Filter {
    const sort = words(query["sort"])[0] ?? "";
    const moments = times.flatMap((name) => words(query[name]).slice(0, 1).map((value) => [name, value] as const));
    const listed = Object.fromEntries(lists.map((name) => [name, words(query[name])])) as Record<ListName, string[]>;
    return {
        ...listed,
        times: Object.fromEntries(moments),
        view: words(query["view"])[0] ?? first_view,
        q: words(query["q"])[0] ?? "",
        sort: (sorts as readonly string[]).includes(sort) ? (sort as Sort) : "",
    };
}

/** Says only what is not so anyway. */
export function query_from(filter: Filter): LocationQueryRaw {
    const query: LocationQueryRaw = {};
    if (filter.view !== first_view) query["view"] = filter.view;
    for (const name of lists) if (filter[name].length) query[name] = filter[name];
    Object.assign(query, filter.times);
    if (filter.q) query["q"] = filter.q;
    if (filter.sort) query["sort"] = filter.sort;
    return query;
}

export const has_times = ({ times }: Filter): boolean => Object.keys(times).length > 0;
export const chosen_filters = (filter: Filter): number =>
    lists.filter((name) => filter[name].length > 0).length + Number(has_times(filter));
/** What is chosen by hand taken away. */
export const no_filters = (): Partial<Filter> => ({ q: "", times: {}, ...Object.fromEntries(lists.map((name) => [name, []])) });

export interface Question extends Times {
    status?: string[];
    department_id?: string[];
    assignee_id?: string[];
    type_id?: string[];
    priority?: TicketFields["priority"][];
    tag?: string[];
    field?: Record<string, string[]>;
    snoozed?: string;
    q?: string;
    sort?: string;
}

function question_of_view(filter: Filter, kept: View | undefined): Question {
    if (kept) {
        const { snoozed, ...rest } = kept.filter;
        return { ...rest, ...(snoozed ? { snoozed } : {}), ...(kept.sort ? { sort: kept.sort } : {}) };
    }
    if (filter.view === "mine") return { status: unfinished, assignee_id: ["me"], snoozed: "false" };
    if (filter.view === "unassigned") return { status: unfinished, assignee_id: ["none"], snoozed: "false", sort: "created_at" };
    // A search looks everywhere, unless somebody narrowed it.
    return filter.view === "all" || filter.q ? {} : { status: unfinished };
}

/** What is chosen by hand goes before what the view says. A search is in the order the server finds best. */
export function question_of(filter: Filter, kept: View | undefined): Question {
    const question: Question = { sort: "-updated_at", ...question_of_view(filter, kept) };
    for (const name of lists) if (filter[name].length) Object.assign(question, { [name]: filter[name] });
    Object.assign(question, filter.times);
    if (is_search(filter.q)) question.q = filter.q.trim();
    if (offered_sorts(filter).some((sort) => sort === filter.sort)) question.sort = filter.sort;
    return question;
}

/** Only what was searched for can be more or less relevant. */
export function offered_sorts(filter: Filter): Sort[] {
    return sorts.filter((sort) => sort !== "relevance" || is_search(filter.q));
}

/** One Chinese character is a word; of others it takes two. */
export function is_search(q: string): boolean {
    const wanted = q.trim();
    if (/^\d+$/.test(wanted)) return wanted.length >= shortest_number;
    return wanted.length >= 2 || /\p{Script=Han}/u.test(wanted);
}
