import { expect, it } from "vitest";
import { pieces, unknown_variables } from "./variables";

it("takes a text apart at its variables, in order", () => {
    expect(pieces("您好 {{ requester.name }},单号{{ticket.number}}")).toEqual([
        { text: "您好 ", is_variable: false },
        { text: "requester.name", is_variable: true },
        { text: ",单号", is_variable: false },
        { text: "ticket.number", is_variable: true },
    ]);
});

it("leaves braces that never end as they are", () => {
    expect(pieces("a {{today")).toEqual([{ text: "a {{today", is_variable: false }]);
});

it("names each variable that there is not, once", () => {
    expect(unknown_variables("{{today}} {{name}} {{name}} {{}}")).toEqual(["name", ""]);
});
