import { expect, it } from "vitest";
import { matcher } from "./match";
import { zh } from "./zh";

const said = matcher(zh);

it.each([
    ["There is no such customer.", "没有这个客户。"],
    ["It is with 王芳.", "它在 王芳 手上。"],
    ["must have at most 200 characters, has 1234", "最多 200 个字符,现在有 1234 个"],
    ["must have at most 50 entries", "最多 50 项"],
    ["must have at most 7 entries", "最多 7 项"],
    ["A ticket that is closed cannot become open.", "状态为“closed”的工单不能改为“open”。"],
    ["The ticket was merged into GD20261130001: go on there.", "工单已合并到 GD20261130001,请到那里继续。"],
    ["must be true or false", "必须是“是”或“否”"],
    ["must be one of low, normal", "必须是其中之一:low, normal"],
    ["fields.order_no is required for this status", "fields.order_no 改到这个状态时必填"],
    ["Something nobody has words for.", "Something nobody has words for."],
    ["", ""],
])("%s", (sentence, chinese) => expect(said(sentence)).toBe(chinese));

it("takes what is put in as it is, dollars and braces too", () => {
    expect(said("There is no department $&{2}.")).toBe("没有部门 $&{2}。");
});

const holes = (text: string) => [...text.matchAll(/\{(\d)\}/g)].map((each) => Number(each[1]));

it.each(Object.entries(zh))("%s is Chinese and puts in what there is", (sentence, chinese) => {
    expect(chinese).toMatch(/[一-鿿]/);
    expect(Math.max(0, ...holes(chinese))).toBeLessThanOrEqual(sentence.split("{}").length - 1);
});
