// The form of a type as it is filled in, in the console and in the portal: which fields are shown, what is asked, what is
// sent. The same rules as src/form/form.cpp, which decides.
import type { Schemas } from "../api/client";
import { is_empty, is_value, local_time, value_problem, value_to_send, words_of } from "./value";
import type { RuledField, Value, ValueProblem, Values } from "./value";

export interface Form<F extends RuledField = RuledField> {
    fields: F[];
    priority: string;
    /** The status by its key and by its category; absent: the ticket is not made yet. */
    status?: string[];
}
type Given = Readonly<Record<string, unknown>>;

/** For these values as they are now: what was once found stays so. */
export class Look<F extends RuledField> {
    private readonly known = new Map<string, boolean>();

    constructor(
        private readonly form: Form<F>,
        private readonly values: Given,
    ) {}

    is_shown(field: F): boolean {
        if (!field.shown_if) return true;
        const before = this.known.get(field.key);
        if (before !== undefined) return before;
        this.known.set(field.key, false); // a circle would end here
        const shown = this.holds(field.shown_if);
        this.known.set(field.key, shown);
        return shown;
    }
    is_required(field: F): boolean {
        return field.required || (field.required_if !== null && this.holds(field.required_if));
    }
    is_read_only(field: F): boolean {
        return field.read_only === true || (field.read_only_if !== null && this.holds(field.read_only_if));
    }
    get shown(): F[] {
        return this.form.fields.filter((field) => this.is_shown(field));
    }
    /** The fields to be shown now, in order, with what is asked of them. */
    get rows(): Row<F>[] {
        return this.shown.map((field) => ({ field, required: this.is_required(field), read_only: this.is_read_only(field) }));
    }

    private holds(condition: Schemas["Condition"]): boolean {
        const is_true = (clause: Schemas["Clause"]) => this.words(clause.field).some((word) => clause.is.includes(word));
        return condition.all.every(is_true) && (condition.any.length === 0 || condition.any.some(is_true));
    }
    private words(name: string): string[] {
        if (name === "priority") return [this.form.priority];
        if (name === "status") return this.form.status ?? ["new"];
        const field = this.form.fields.find((each) => each.key === name);
        return field && this.is_shown(field) ? words_of(field, this.values[name]) : [];
    }
}
export interface Row<F> {
    field: F;
    required: boolean;
    read_only: boolean;
}

function default_of(field: RuledField): Value | undefined {
    const given = field.default_value;
    if (field.kind === "checkbox") return given === true;
    if (field.kind === "datetime" && typeof given === "string") return local_time(given);
    return is_value(given) ? given : undefined;
}

/** What the form begins with: its defaults, and what was typed before where the type still has that field. */
export function beginning(form: Pick<Form, "fields">, before: Values = {}): Values {
    const values: Values = {};
    for (const field of form.fields) {
        const value = before[field.key] ?? default_of(field);
        if (value !== undefined) values[field.key] = value;
    }
    return values;
}

/** Of a new ticket; what is read-only is the server's. */
export function fields_to_send(form: Form, values: Given): Record<string, unknown> {
    const sent: Record<string, unknown> = {};
    for (const { field, read_only } of new Look(form, values).rows) {
        const value = read_only ? undefined : value_to_send(field, values[field.key]);
        if (value !== undefined) sent[field.key] = value;
    }
    return sent;
}

/** What is wrong, by key of the field. */
export function problems_in(form: Form, values: Given): Record<string, ValueProblem> {
    const wrong: Record<string, ValueProblem> = {};
    for (const { field, required, read_only } of new Look(form, values).rows) {
        if (read_only) continue;
        const value = values[field.key];
        const missing = required ? ("wrong.required" as const) : undefined;
        const problem = is_empty(value) ? missing : value_problem(field, value);
        if (problem) wrong[field.key] = problem;
    }
    return wrong;
}
