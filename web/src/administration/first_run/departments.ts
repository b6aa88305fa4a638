// Departments as they are typed: one a line, those below behind a stroke.
interface Department {
    id: string;
    name: string;
    parent_id: string | null;
}
export interface Wanted {
    name: string;
    /** How those above are called, from the top down. */
    above: string[];
}

const key = (path: string[]) => path.join("/");

export function path_of(departments: Department[], id: string): string[] {
    const found = departments.find((each) => each.id === id);
    if (!found) return [];
    return found.parent_id ? [...path_of(departments, found.parent_id), found.name] : [found.name];
}

/** Those that are not there yet, each above before those below it. */
export function missing(typed: string, departments: Department[]): Wanted[] {
    const there = new Set(departments.map((each) => key(path_of(departments, each.id))));
    const wanted: Wanted[] = [];
    for (const line of typed.split("\n")) {
        const path = line.split(/[/／]/).map((each) => each.trim()).filter(Boolean);
        path.forEach((name, index) => {
            const whole = key(path.slice(0, index + 1));
            if (there.has(whole)) return;
            there.add(whole);
            wanted.push({ name, above: path.slice(0, index) });
        });
    }
    return wanted;
}
