import { expect, it } from "vitest";
import { missing, path_of } from "./departments";

const there = [
    { id: "1", name: "客服部", parent_id: null },
    { id: "2", name: "一组", parent_id: "1" },
];

it("makes what is not there yet, above before below, each once", () => {
    expect(missing("售后部/换货组\n\n 售后部 \n客服部/一组\n客服部／二组", there)).toEqual([
        { name: "售后部", above: [] },
        { name: "换货组", above: ["售后部"] },
        { name: "二组", above: ["客服部"] },
    ]);
    expect(missing("", there)).toEqual([]);
});

it("knows where a department stands", () => expect(path_of(there, "2")).toEqual(["客服部", "一组"]));
