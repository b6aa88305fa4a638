import { expect, it } from "vitest";
import { skills_of } from "./skills";

const now = new Date("2026-11-22T00:00:00Z");
const person = (id: string, name: string, ...skills: [string, number, (string | null)?][]) => ({
    id,
    name,
    skills: skills.map(([skill, level, expires_at = null]) => ({ skill, level, expires_at })),
});
const type = (path: string, skill: string, level: number, archived_at: string | null = null) => ({ id: path, path, archived_at, required_skills: [{ skill, level }] });

it("lists who has a skill, the best first, and what needs it", () => {
    const [refund] = skills_of([person("1", "王芳", ["退款", 2]), person("2", "孙丽", ["退款", 4])], [type("售后/退款", "退款", 3)], now);
    expect(refund!.people.map((each) => `${each.name} ${each.level}`)).toEqual(["孙丽 4", "王芳 2"]);
    expect(refund!.types).toEqual([{ id: "售后/退款", path: "售后/退款", level: 3, is_unmet: false }]);
});

it("says when nobody is good enough, or the only one's has run out", () => {
    const persons = [person("1", "王芳", ["退款", 2]), person("2", "孙丽", ["退款", 5, "2026-11-21T00:00:00Z"])];
    const [refund] = skills_of(persons, [type("售后/退款", "退款", 3)], now);
    expect(refund!.people[0]!.is_over).toBe(true);
    expect(refund!.types[0]!.is_unmet).toBe(true);
});

it("knows skills that only a type asks for, but not those of archived types", () => {
    expect(skills_of([], [type("a", "德语", 1), type("b", "法语", 1, "2026-01-01T00:00:00Z")], now).map((each) => each.name)).toEqual(["德语"]);
});
