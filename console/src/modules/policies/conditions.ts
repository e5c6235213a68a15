// Conditions of eligibility as people read and type them. What may be asked of each fact the API says; it takes every value
// as text: a division's code, a section's letter, fen, "2020-01-31".
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

export type ValueKind = FactName["kind"];

/** The facts that conditions may ask, in the order of a form, with what the API says of each. Empty until it has. */
export type Facts = ReadonlyMap<Fact, FactName>;

const saidOf = (name: { name_zh: string; name_en: string }): string => inLanguage({ zh: name.name_zh, en: name.name_en });
const unsaid = "…";

export function factText(facts: Facts, fact: Fact): string {
  const known = facts.get(fact);
  return known ? saidOf(known) : unsaid;
}

/** Those that the fact can have, in words: of dates "不早于", of figures "不少于". */
export const relationsOf = (facts: Facts, fact: Fact): { relation: Relation; text: string }[] =>
  facts.get(fact)?.relations.map((each) => ({ relation: each.relation, text: saidOf(each) })) ?? [];

/** One value, as people read it. */
export function valueText(kind: ValueKind, value: string): string {
  switch (kind) {
    case "place":
      return divisionText(value);
    case "section":
      return say(`enterprises.sections.${value}`);
    case "size_class":
      return say(`enterprises.size.${value}`);
    case "money":
      return money(Number(value));
    case "people":
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

/** "不少于 300 人", "属于 制造业、建筑业", "是" */
export function requirementText(facts: Facts, condition: Pick<Condition, "fact" | "relation" | "values">): string {
  const fact = facts.get(condition.fact);
  if (!fact) return unsaid;
  const relation = relationsOf(facts, condition.fact).find((each) => each.relation === condition.relation)?.text ?? unsaid;
  const values = condition.values.map((value) => valueText(fact.kind, value)).join(say("policies.conditions.or"));
  return values ? `${relation} ${values}` : relation;
}

export function foundText(facts: Facts, checked: Checked): string {
  if (checked.found === undefined) return absent;
  const fact = facts.get(checked.condition.fact);
  return fact ? valueText(fact.kind, checked.found) : unsaid;
}

export const outcomeTones: Record<Outcome, Tone> = { holds: "good", fails: "bad", unknown: "warn" };
export const eligibilityTones: Record<Eligibility, Tone> = { eligible: "good", unclear: "warn", ineligible: "bad" };
export const eligibilities: readonly Eligibility[] = ["eligible", "unclear", "ineligible"];

/** A condition in the form: figures as they are typed. */
export interface Draft {
  key: number;
  fact: Fact;
  /** Of its values. */
  kind: ValueKind;
  relation: Relation;
  /** Of choices, places and texts. */
  chosen: string[];
  /** Of figures, 万元 for money and percent for layoffs; of a date "2020-01-31". */
  typed: string;
  clause: string;
}

const figures: readonly ValueKind[] = ["people", "money", "permille"];
const choices: readonly ValueKind[] = ["place", "section", "size_class", "text"];
export const isFigure = (kind: ValueKind): boolean => figures.includes(kind);

let keys = 0;
export function newDraft({ fact, kind, relations }: FactName): Draft {
  return { key: ++keys, fact, kind, relation: relations[0]!.relation, chosen: [], typed: "", clause: "" };
}

export function draftOf(fact: FactName, { relation, values, clause }: Condition): Draft {
  const draft = { ...newDraft(fact), relation, clause };
  if (choices.includes(fact.kind)) return { ...draft, chosen: [...values] };
  const [value = ""] = values;
  return { ...draft, typed: fact.kind === "money" ? wanText(Number(value)) : fact.kind === "permille" ? figureText(Number(value), 1) : value };
}

const mostPeople = 100_000_000;
export function figureOfDraft({ kind, typed }: Pick<Draft, "kind" | "typed">): Figure {
  if (kind === "money") return fenOf(typed);
  if (kind === "permille") return figureOf(typed, 1, { most: 1000 });
  return figureOf(typed, 0, { most: mostPeople });
}

/** What the API takes; what was not typed is left for it to say. */
export function conditionOf(draft: Draft): Schema<"NewCondition"> {
  const typed = isFigure(draft.kind) ? figureOfDraft(draft).value : draft.typed || undefined;
  const values = choices.includes(draft.kind) ? draft.chosen : typed === undefined ? [] : [String(typed)];
  return { fact: draft.fact, relation: draft.relation, values, clause: draft.clause.trim() || undefined };
}
