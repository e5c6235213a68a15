import { beforeAll, describe, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import enterprises from "../enterprises/locale";
import { conditionOf, draftOf, figureOfDraft, foundText, nameOfFact, newDraft, relationsOf, requirementText, sorts, type Condition, type Fact } from "./conditions";
import locale from "./locale";

beforeAll(() => {
  addTexts("policies", locale);
  addTexts("enterprises", enterprises);
});

const condition = (fact: Fact, relation: Condition["relation"], ...values: string[]): Condition => ({ fact, relation, values, clause: "" });

describe("conditions", () => {
  it("are read in the units of people", () => {
    expect(requirementText(condition("staff", "at_most", "300"))).toBe("不多于 300 人");
    expect(requirementText(condition("revenue", "at_least", "2000000000"))).toBe("不少于 2,000 万元");
    expect(requirementText(condition("layoff_permille", "at_most", "55"))).toBe("不多于 5.5%");
    expect(requirementText(condition("registered", "at_most", "2020-01-31"))).toBe("不晚于2020年1月31日");
    expect(requirementText(condition("section", "one_of", "C", "E"))).toBe("属于：制造业、建筑业");
    expect(requirementText(condition("state_owned_tenant", "yes"))).toBe("是");
  });

  it("tell what was found, and what was not", () => {
    expect(foundText({ condition: condition("size_class", "one_of", "small"), outcome: "fails", found: "large" })).toBe("大型");
    expect(foundText({ condition: condition("supplies_maker", "yes"), outcome: "fails", found: "no" })).toBe("否");
    expect(foundText({ condition: condition("staff", "at_least", "3"), outcome: "unknown" })).toBe("—");
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
    for (const each of all) expect(conditionOf(draftOf(each))).toEqual({ ...each, clause: undefined });
  });

  it("take figures exactly, or say that they cannot", () => {
    expect(conditionOf({ ...newDraft("capital"), typed: "1,234.567891" }).values).toEqual(["1234567891"]);
    expect(figureOfDraft({ fact: "layoff_permille", typed: "5.55" }).fault).toBe("too_precise");
    expect(figureOfDraft({ fact: "layoff_permille", typed: "101" }).fault).toBe("out_of_range");
    expect(conditionOf({ ...newDraft("staff"), typed: "三百" }).values).toEqual([]);
  });

  it("have two relations for every fact", () => {
    for (const fact of Object.keys(sorts) as Fact[]) expect(relationsOf(sorts[fact])).toHaveLength(2);
    expect(newDraft("supplies_maker").relation).toBe("yes");
  });

  it("name a fact without the unit of the API", () => {
    expect(nameOfFact({ fact: "capital", name_zh: "注册资本（分）", name_en: "Capital (fen)" })).toBe("注册资本");
  });
});
