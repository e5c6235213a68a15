import { beforeAll, describe, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import enterprises from "../enterprises/locale";
import { conditionOf, draftOf, factText, figureOfDraft, foundText, newDraft, relationsOf, requirementText, type Condition, type Fact, type FactName, type Facts } from "./conditions";
import locale from "./locale";

beforeAll(() => {
  addTexts("policies", locale);
  addTexts("enterprises", enterprises);
});

const words = {
  one_of: ["属于", "one of"], none_of: ["不属于", "none of"], at_least: ["不少于", "at least"], at_most: ["不多于", "at most"], yes: ["是", "yes"], no: ["不是", "no"],
} as const;
type Relations = readonly (keyof typeof words)[];
const choice: Relations = ["one_of", "none_of"];
const amount: Relations = ["at_least", "at_most"];
const answer: Relations = ["yes", "no"];
const relationsAs = (relations: Relations, isDate: boolean): FactName["relations"] =>
  relations.map((relation) => ({ relation, name_zh: isDate ? words[relation][0].replace(/[少多]/, (word) => (word === "少" ? "早" : "晚")) : words[relation][0], name_en: words[relation][1] }));
const said: [Fact, string, FactName["kind"], Relations][] = [
  ["division", "所在地区", "place", choice], ["section", "行业门类", "section", choice], ["legal_type", "企业类型", "text", choice], ["registered", "成立日期", "date", amount], ["size_class", "企业规模", "size_class", choice],
  ["above_designated_size", "规模以上", "yes_no", answer], ["staff", "从业人员", "people", amount], ["layoff_permille", "裁员率", "permille", amount], ["revenue", "营业收入", "money", amount], ["capital", "注册资本", "money", amount],
  ["state_owned_tenant", "承租国有房产", "yes_no", answer], ["supplies_maker", "生产防疫物资", "yes_no", answer],
];
/** As the API says them. */
const facts: Facts = new Map(
  said.map(([fact, name, kind, relations]) => [fact, { fact, name_zh: name, name_en: fact, kind, on_register: true, relations: relationsAs(relations, kind === "date") }]),
);
const of = (fact: Fact): FactName => facts.get(fact)!;
const condition = (fact: Fact, relation: Condition["relation"], ...values: string[]): Condition => ({ fact, relation, values, clause: "" });
const required = (...of: Parameters<typeof condition>): string => requirementText(facts, condition(...of));

describe("conditions", () => {
  it("are read in the units of people and in the API's words", () => {
    expect(required("staff", "at_most", "300")).toBe("不多于 300 人");
    expect(required("revenue", "at_least", "2000000000")).toBe("不少于 2,000 万元");
    expect(required("layoff_permille", "at_most", "55")).toBe("不多于 5.5%");
    expect(required("registered", "at_most", "2020-01-31")).toBe("不晚于 2020年1月31日");
    expect(required("section", "one_of", "C", "E")).toBe("属于 制造业、建筑业");
    expect(required("state_owned_tenant", "yes")).toBe("是");
  });

  it("tell what was found, and what was not", () => {
    expect(foundText(facts, { condition: condition("size_class", "one_of", "small"), outcome: "fails", found: "large" })).toBe("大型");
    expect(foundText(facts, { condition: condition("supplies_maker", "yes"), outcome: "fails", found: "no" })).toBe("否");
    expect(foundText(facts, { condition: condition("staff", "at_least", "3"), outcome: "unknown" })).toBe("—");
  });

  it("wait for the facts without a wrong word", () => {
    expect(factText(new Map(), "staff")).toBe("…");
    expect(requirementText(new Map(), condition("staff", "at_least", "3"))).toBe("…");
    expect(relationsOf(new Map(), "staff")).toEqual([]);
  });

  it("go into the form and out of it unchanged", () => {
    const all = [
      condition("division", "one_of", "3708", "370811"),
      condition("capital", "at_least", "123456789"),
      condition("layoff_permille", "at_most", "55"),
      condition("registered", "at_least", "2019-12-31"),
      condition("above_designated_size", "no"),
      condition("legal_type", "none_of", "分公司"),
      condition("staff", "at_most", "0"),
    ];
    for (const each of all) expect(conditionOf(draftOf(of(each.fact), each))).toEqual({ ...each, clause: undefined });
  });

  it("take figures exactly, or say that they cannot", () => {
    expect(conditionOf({ ...newDraft(of("capital")), typed: "1,234.567891" }).values).toEqual(["1234567891"]);
    expect(figureOfDraft({ kind: "permille", typed: "5.55" }).fault).toBe("too_precise");
    expect(figureOfDraft({ kind: "permille", typed: "101" }).fault).toBe("out_of_range");
    expect(conditionOf({ ...newDraft(of("staff")), typed: "三百" }).values).toEqual([]);
  });

  it("begin with the first relation that the API offers", () => {
    expect(newDraft(of("supplies_maker")).relation).toBe("yes");
    expect(relationsOf(facts, "registered").map(({ text }) => text)).toEqual(["不早于", "不晚于"]);
  });
});
