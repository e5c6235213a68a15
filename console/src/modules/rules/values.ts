// What the values of rules are, and how they are written.
import type { Schema } from "@/api";
import { moment } from "@/parts/formats";
import { say } from "@/parts/i18n";

export type Kind = Schema<"Rule">["kind"];
export type Rule = Schema<"Rule">;

export type ValueForm =
  | { is: "number"; unit: "days" | "working_days" | "minutes" | "cm" | "enterprises"; least: number; most: number }
  | { is: "temperature"; least: string; most: string }
  | { is: "choice"; words: readonly string[] }
  | { is: "text"; example: string };

export const withdrawn = "withdrawn";
const yesOrNo = { is: "choice", words: ["true", "false"] } as const;

// The bounds are those the program checks; here they are the hint below the field.
export const forms: Record<Kind, ValueForm> = {
  fever_threshold: { is: "temperature", least: "36.0", most: "39.0" },
  pass_validity_days: { is: "number", unit: "days", least: 1, most: 365 },
  pass_required: yesOrNo,
  resumption_procedure: { is: "choice", words: ["filing", "approval"] },
  permit_required: yesOrNo,
  queue_spacing_cm: { is: "number", unit: "cm", least: 50, most: 1000 },
  health_retention_days: { is: "number", unit: "days", least: 14, most: 3650 },
  passage_retention_days: { is: "number", unit: "days", least: 14, most: 3650 },
  contact_window_minutes: { is: "number", unit: "minutes", least: 1, most: 1440 },
  observation_days: { is: "number", unit: "days", least: 1, most: 60 },
  working_hours: { is: "text", example: "08:30-12:00 13:30-17:30" },
  message_hours: { is: "text", example: "07:00-22:00" },
  ticket_reply_days: { is: "number", unit: "working_days", least: 1, most: 60 },
  ticket_extension_days: { is: "number", unit: "working_days", least: 1, most: 60 },
  ticket_return_days: { is: "number", unit: "working_days", least: 1, most: 30 },
  squad_enterprises_least: { is: "number", unit: "enterprises", least: 1, most: 50 },
  squad_enterprises_most: { is: "number", unit: "enterprises", least: 1, most: 50 },
  approval_stages: { is: "text", example: "town:8 county_health:16+county_industry:16 county:8" },
  supplies_days_required: { is: "number", unit: "days", least: 1, most: 60 },
  difficulty_due_days: { is: "number", unit: "working_days", least: 1, most: 60 },
};
export const kinds = Object.keys(forms) as Kind[];
export const isKind = (text: string): text is Kind => Object.hasOwn(forms, text);

export const unitOf = (kind: Kind): string | undefined => {
  const form = forms[kind];
  if (form.is === "choice" || form.is === "text") return undefined;
  return say(`rules.units.${form.is === "temperature" ? "celsius" : form.unit}`);
};

/** 37.3 ℃ · 14 天 · 是 · 08:30-12:00 · 撤销 */
export function valueText(kind: Kind, value: string): string {
  if (value === withdrawn) return say("rules.withdrawn");
  const form = forms[kind];
  if (form.is === "text") return value;
  if (form.is === "choice") return form.words.includes(value) ? say(`rules.values.${value}`) : value;
  return say(`rules.values.${form.is === "temperature" ? "celsius" : form.unit}`, { n: value });
}

/** The country's first rules came with the program, and hold since ever. */
export const isGiven = (rule: Rule): boolean => Date.parse(rule.effective_from) <= 0;

export const sinceText = (rule: Rule): string => (isGiven(rule) ? say("rules.always") : say("rules.from_", { at: moment(rule.effective_from) }));
