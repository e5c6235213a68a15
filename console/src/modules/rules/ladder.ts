// The way from a place up to the country, and what stands at each step: the nearest that has a rule decides.
import type { Schema } from "@/api";
import { withdrawn, type Rule } from "./values";

type Step = Schema<"Step">;
/** `overruled`: nobody asked it, for a nearer place had a rule; `unasked`: nobody asked, and it has none. */
export type Standing = Step["standing"] | "overruled" | "unasked";
export interface Rung {
  /** Absent: the whole country. */
  division?: string;
  standing: Standing;
  rule?: Rule;
}

const lengths = [12, 9, 6, 4, 2];

/** The place and those above it, the nearest first, the country (undefined) last. */
export function placesFrom(division: string | undefined): (string | undefined)[] {
  const codes = division ? lengths.filter((length) => length <= division.length).map((length) => division.slice(0, length)) : [];
  return [...codes, undefined];
}

const time = (instant: string) => Date.parse(instant);

/** In the order in which they take effect; of two at the same instant the one made later is the later. */
export const inOrder = (rules: readonly Rule[]): Rule[] =>
  [...rules].sort((a, b) => time(a.effective_from) - time(b.effective_from) || time(a.created_at) - time(b.created_at));

/** The rule of one place (of one kind) that stands at an instant, a withdrawal included. */
export const standingRule = (rules: readonly Rule[], division: string | undefined, at: number): Rule | undefined =>
  inOrder(rules.filter((rule) => rule.division === division)).findLast((rule) => time(rule.effective_from) <= at);

/** The steps that the server took, and above them what it did not need to ask. `rules` are all of the kind. */
export function ladderOf(steps: readonly Step[], rules: readonly Rule[], division: string | undefined, at: number): Rung[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return placesFrom(division).map((place): Rung => {
    const step = steps.find((each) => each.division === place);
    if (step) return { division: place, standing: step.standing, rule: step.rule ? byId.get(step.rule) : undefined };
    const rule = standingRule(rules, place, at);
    const isStanding = rule !== undefined && rule.value !== withdrawn;
    return { division: place, standing: isStanding ? "overruled" : "unasked", rule: isStanding ? rule : undefined };
  });
}

/** What would hold at a place if it had no rule of its own. */
export function withoutOwn(rules: readonly Rule[], division: string, at: number): Rule | undefined {
  for (const place of placesFrom(division).slice(1)) {
    const rule = standingRule(rules, place, at);
    if (rule && rule.value !== withdrawn) return rule;
  }
  return undefined;
}

/** What was published for the place, or for those above it, and begins after an instant: the soonest first. */
export function coming(rules: readonly Rule[], division: string | undefined, at: number): Rule[] {
  const places = placesFrom(division);
  return inOrder(rules.filter((rule) => places.includes(rule.division) && time(rule.effective_from) > at));
}

export interface Spell {
  rule: Rule;
  /** When the next one of the place begins. */
  until?: string;
  standing: "in_force" | "past" | "ahead" | "withdrawn";
}

/** The rules of one place and kind, the latest first, each with how long it held. */
export function spells(rules: readonly Rule[], at: number): Spell[] {
  const ordered = inOrder(rules);
  const now = ordered.findLast((rule) => time(rule.effective_from) <= at);
  return ordered
    .map((rule, index): Spell => {
      const standing = rule === now ? (rule.value === withdrawn ? "withdrawn" : "in_force") : time(rule.effective_from) > at ? "ahead" : "past";
      return { rule, until: ordered[index + 1]?.effective_from, standing };
    })
    .reverse();
}
