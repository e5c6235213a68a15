// Conditions of eligibility: what may be asked of each fact, and conditions as people read and type them. The API takes
// every value as text: a division's code, a section's letter, fen, "2020-01-31".
import type { Schema } from "@/api";
import { absent, count, day, money } from "@/parts/formats";
import { say } from "@/parts/i18n";
import { inLanguage } from "@/parts/language";
import { divisionText } from "@/parts/names";
import type { Tone } from "@/parts/StatusTag.vue";
import { fenOf, figureOf, figureText, wanText, type Figure } from "../organizations/figures";

export type Condition = Schema<"EligibilityCondition">;
export type Checked = Schema<"Checked">;
export type Fact = Condition["fact"];
export type Relation = Condition["relation"];
export type Outcome = Checked["outcome"];
export type Eligibility = Schema<"PolicyForEnterprise">["eligibility"];
export type FactName = Schema<"FactName">;

export type Sort = "place" | "section" | "size" | "text" | "number" | "money" | "permille" | "date" | "yes_no";

export const sorts: Record<Fact, Sort> = {
  division: "place",
  section: "section",
  size_class: "size",
  above_designated_size: "yes_no",
  staff: "number",
  registered: "date",
  capital: "money",
  revenue: "money",
  assets: "money",
  legal_type: "text",
  qualified_contractor: "yes_no",
  state_owned_tenant: "yes_no",
  supplies_maker: "yes_no",
  layoff_permille: "permille",
};

export function relationsOf(sort: Sort): readonly [Relation, Relation] {
  if (sort === "yes_no") return ["yes", "no"];
  if (sort === "number" || sort === "money" || sort === "permille" || sort === "date") return ["at_least", "at_most"];
  return ["one_of", "none_of"];
}

/** The API says money in fen; people read it in 万元, so the unit goes from the name. */
export const nameOfFact = (fact: FactName): string => inLanguage({ zh: fact.name_zh, en: fact.name_en }).replace(/\s*[（(].*[）)]$/, "");

/** One value, as people read it. */
export function valueText(fact: Fact, value: string): string {
  switch (sorts[fact]) {
    case "place":
      return divisionText(value);
    case "section":
      return say(`enterprises.sections.${value}`);
    case "size":
      return say(`enterprises.size.${value}`);
    case "money":
      return money(Number(value));
    case "number":
      return say("policies.conditions.persons", { n: count(Number(value)) });
    case "permille":
      return say("policies.conditions.percent", { n: figureText(Number(value), 1) });
    case "date":
      return day(value);
    case "yes_no":
      return say(value === "yes" ? "parts.yes" : "parts.no");
    case "text":
      return value;
  }
}

/** "不少于 300 人", "属于：制造业、建筑业", "是" */
export function requirementText(condition: Pick<Condition, "fact" | "relation" | "values">): string {
  const sort = sorts[condition.fact];
  if (sort === "yes_no") return say(`policies.conditions.relations.${condition.relation}`);
  const relation = sort === "date" ? `${condition.relation}_date` : condition.relation;
  const values = condition.values.map((value) => valueText(condition.fact, value)).join(say("policies.conditions.or"));
  return say(`policies.conditions.relations.${relation}`, { values });
}

export const foundText = (checked: Checked): string =>
  checked.found === undefined ? absent : valueText(checked.condition.fact, checked.found);

export const outcomeTones: Record<Outcome, Tone> = { holds: "good", fails: "bad", unknown: "warn" };
export const eligibilityTones: Record<Eligibility, Tone> = { eligible: "good", unclear: "warn", ineligible: "bad" };
export const eligibilities: readonly Eligibility[] = ["eligible", "unclear", "ineligible"];

/** Where a fact that is missing is entered: on the register, or among the further facts. */
export const isFurther = (fact: Fact): fact is "state_owned_tenant" | "supplies_maker" | "layoff_permille" =>
  fact === "state_owned_tenant" || fact === "supplies_maker" || fact === "layoff_permille";

/** A condition in the form: figures as they are typed. */
export interface Draft {
  key: number;
  fact: Fact;
  relation: Relation;
  /** Of choices, places and texts. */
  chosen: string[];
  /** Of figures, 万元 for money and percent for layoffs; of a date "2020-01-31". */
  typed: string;
  clause: string;
}

let keys = 0;
export function newDraft(fact: Fact): Draft {
  return { key: ++keys, fact, relation: relationsOf(sorts[fact])[0], chosen: [], typed: "", clause: "" };
}

export function draftOf(condition: Condition): Draft {
  const [value = ""] = condition.values;
  const sort = sorts[condition.fact];
  const isChoice = sort === "place" || sort === "section" || sort === "size" || sort === "text";
  const typed = sort === "money" ? wanText(Number(value)) : sort === "permille" ? figureText(Number(value), 1) : value;
  return {
    key: ++keys,
    fact: condition.fact,
    relation: condition.relation,
    chosen: isChoice ? [...condition.values] : [],
    typed: isChoice || sort === "yes_no" ? "" : typed,
    clause: condition.clause,
  };
}

const mostPeople = 100_000_000;
export function figureOfDraft(draft: Pick<Draft, "fact" | "typed">): Figure {
  const sort = sorts[draft.fact];
  if (sort === "money") return fenOf(draft.typed);
  if (sort === "permille") return figureOf(draft.typed, 1, { most: 1000 });
  return figureOf(draft.typed, 0, { most: mostPeople });
}

/** What the API takes; what was not typed is left for it to say. */
export function conditionOf(draft: Draft): Schema<"NewCondition"> {
  const sort = sorts[draft.fact];
  const isFigure = sort === "number" || sort === "money" || sort === "permille";
  const figure = isFigure ? figureOfDraft(draft).value : undefined;
  const one = isFigure ? (figure === undefined ? [] : [String(figure)]) : draft.typed ? [draft.typed] : [];
  const values = sort === "yes_no" ? [] : isFigure || sort === "date" ? one : draft.chosen;
  return { fact: draft.fact, relation: draft.relation, values, clause: draft.clause.trim() || undefined };
}
