// What importing a file of settings would do, as the page shows it: by kind, and told in words.
import type { Schemas } from "../../api/client";

export type Comparison = Schemas["SettingsComparison"];
export type Compared = Comparison["settings"][number];
export type Kind = Compared["kind"];
export type Outcome = Compared["outcome"];
export type Refused = Comparison["refusals"][number];

export interface Group {
    kind: Kind;
    settings: Compared[];
    counts: Record<Outcome, number>;
}

export function counts_of(settings: Compared[]): Record<Outcome, number> {
    const counts: Record<Outcome, number> = { added: 0, changed: 0, same: 0 };
    for (const each of settings) counts[each.outcome] += 1;
    return counts;
}

/** In the order of the file. */
export function groups_of(settings: Compared[]): Group[] {
    const kinds = [...new Set(settings.map((each) => each.kind))];
    return kinds.map((kind) => {
        const own = settings.filter((each) => each.kind === kind);
        return { kind, settings: own, counts: counts_of(own) };
    });
}

/** Those refused in this very setting, not in what is part of it: "types[3].path" of "types[3]", but no field of it. */
export function refusals_of(setting: Compared, all: Compared[], refusals: Refused[]): Refused[] {
    if (!refusals.length) return [];
    const is_within = (place: string, other: string) => place === other || place.startsWith(`${other}.`) || place.startsWith(`${other}[`);
    const parts = all.map((each) => each.place).filter((place) => place !== setting.place && is_within(place, setting.place));
    return refusals.filter(({ place }) => is_within(place, setting.place) && !parts.some((part) => is_within(place, part)));
}

/** What is in the file, or null when it is no JSON. */
export function parsed(text: string): Schemas["SettingsFile"] | null {
    try {
        const file: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
        return typeof file === "object" && file !== null && !Array.isArray(file) ? (file as Schemas["SettingsFile"]) : null;
    } catch {
        return null;
    }
}
