// Skills are words at people and types: who has which, how well, and for what it is needed.
import type { Schemas } from "../../api/client";
import type { Type } from "../../type/useTypes";

type Person = Pick<Schemas["PersonView"], "id" | "name" | "skills">;
export interface Having {
    id: string;
    name: string;
    level: number;
    /** Runs out, or has. */
    expires_at: string | null;
    is_over: boolean;
}
export interface Needing {
    id: string;
    path: string;
    level: number;
    /** Nobody has it as well as that now. */
    is_unmet: boolean;
}
export interface Skill {
    name: string;
    people: Having[];
    types: Needing[];
}

function having(person: Person, { level, expires_at }: Schemas["Skill"], now: Date): Having {
    return { id: person.id, name: person.name, level, expires_at, is_over: expires_at !== null && new Date(expires_at) <= now };
}

export function skills_of(persons: Person[], types: Pick<Type, "id" | "path" | "required_skills" | "archived_at">[], now: Date): Skill[] {
    const found = new Map<string, Skill>();
    const skill = (name: string) => {
        const there = found.get(name) ?? { name, people: [], types: [] };
        found.set(name, there);
        return there;
    };
    for (const person of persons) for (const each of person.skills) skill(each.skill).people.push(having(person, each, now));
    for (const each of found.values()) each.people.sort((a, b) => b.level - a.level || a.name.localeCompare(b.name, "zh"));
    for (const type of types) {
        if (type.archived_at) continue;
        for (const { skill: name, level } of type.required_skills) {
            const there = skill(name);
            const is_unmet = !there.people.some((each) => each.level >= level && !each.is_over);
            there.types.push({ id: type.id, path: type.path, level, is_unmet });
        }
    }
    return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "zh"));
}
