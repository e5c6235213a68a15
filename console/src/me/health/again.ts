// When somebody who is unfit may declare again: the first day on which the same answers would be fit, by the reasons that
// the server gave and the days that were declared. It is a help and no promise; the server decides again then.
import type { HealthAnswers } from "@/modules/declarations/answers";
import type { Unfitness } from "../types";
import { surelyFever } from "./topics";

export interface Rules {
  observationDays: number;
  /** A stay outside of it is one elsewhere. */
  province: string;
}

/** A last day, or nothing while it lasts. */
type LastDay = string | undefined;

function lastDaysOf(reason: Unfitness, answers: HealthAnswers, { province }: Rules): LastDay[] {
  const { symptoms = [], contacts = [], stays = [] } = answers;
  const ofSymptom = (name: string) => symptoms.filter(({ symptom }) => symptom === name).map((each) => each.last_day);
  const isOutside = (stay: (typeof stays)[number]) => stay.abroad === true || !(stay.division ?? "").startsWith(province);
  switch (reason) {
    case "fever":
      return (answers.temperature ?? 0) >= surelyFever ? [undefined] : ofSymptom("fever");
    case "cough":
      return ofSymptom("cough");
    case "case_contact":
      return contacts.filter(({ kind }) => kind === "suspected_case" || kind === "confirmed_case").map((each) => each.last_day);
    case "returned_recently":
      return [...stays.filter(isOutside).map((each) => each.until), ...(answers.returned_on ? [answers.returned_on] : [])];
    case "outbreak_area_contact":
      return [
        ...contacts.filter(({ kind }) => kind === "from_outbreak_area" || kind === "from_abroad").map((each) => each.last_day),
        ...stays.filter((stay) => stay.outbreak_area === true).map((each) => each.until),
      ];
    case "case_not_cleared":
    case "under_observation":
      return [undefined];
  }
}

const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Nothing where it depends on more than days. */
export function fitAgainOn(reasons: readonly Unfitness[], answers: HealthAnswers, rules: Rules): string | undefined {
  const lastDays = reasons.map((reason) => lastDaysOf(reason, answers, rules));
  if (lastDays.length === 0 || lastDays.some((days) => days.length === 0)) return undefined;
  const all = lastDays.reduce((sum, days) => sum.concat(days), []);
  let latest = "";
  for (const day of all) {
    if (day === undefined) return undefined;
    if (day > latest) latest = day;
  }
  return daysAfter(latest, rules.observationDays);
}
