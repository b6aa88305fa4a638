import { expect, it } from "vitest";
import { counts_of, groups_of, parsed, refusals_of, type Compared } from "./comparison";

const one = (kind: Compared["kind"], place: string, outcome: Compared["outcome"] = "added"): Compared => ({ kind, name: place, place, outcome, changes: [] });
const settings = [one("tag", "tags[0]"), one("type", "types[0]", "changed"), one("field", "types[0].fields[1]"), one("tag", "tags[1]", "same"), one("type", "types[10]")];

it("groups by kind in the order of the file, and counts", () => {
    expect(groups_of(settings).map(({ kind, counts }) => [kind, counts.added, counts.changed, counts.same])).toEqual([
        ["tag", 1, 0, 1],
        ["type", 1, 1, 0],
        ["field", 1, 0, 0],
    ]);
    expect(counts_of([])).toEqual({ added: 0, changed: 0, same: 0 });
});

it("tells a refusal with the setting it is in, not with what that is part of", () => {
    const refusals = ["types[0].path", "types[0].fields[1].kind", "types[1].path", "types[10]"].map((place) => ({ place, message: "no" }));
    const places = (index: number) => refusals_of(settings[index]!, settings, refusals).map(({ place }) => place);
    expect([places(1), places(2), places(4), places(0)]).toEqual([["types[0].path"], ["types[0].fields[1].kind"], ["types[10]"], []]);
});

it("reads an object and nothing else", () => {
    expect(parsed('\uFEFF{"format":"baton.settings","version":1}')).toEqual({ format: "baton.settings", version: 1 });
    for (const text of ["", "[]", "null", "{", "1"]) expect(parsed(text)).toBeNull();
});
