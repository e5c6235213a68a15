// Words and figures of squads: seats, states, reasons, ways, times of a day.
import type { Schema } from "@/api";
import { count } from "@/parts/formats";
import { language } from "@/parts/language";
import type { Tone } from "@/parts/StatusTag.vue";

export type Member = Schema<"MemberRow">;
export type MemberRole = Member["role"];
export type Squad = Schema<"SquadRow">;
export type Plan = Schema<"PlanView">;
export type PlanState = Plan["state"];
export type Place = Schema<"PlaceRow">;
export type Why = Place["why"];
export type Needs = Schema<"NeedsRow">;
export type Day = Schema<"DayRoute">;

export const roles: readonly MemberRole[] = ["party_building_instructor", "government_enterprise_liaison", "epidemic_prevention_officer"];

/** The seats of a squad, each for one role. */
export const seats = ["instructor", "liaison", "officer"] as const;
export type Seat = (typeof seats)[number];
export const roleOfSeat: Record<Seat, MemberRole> = {
  instructor: "party_building_instructor",
  liaison: "government_enterprise_liaison",
  officer: "epidemic_prevention_officer",
};

export const planStates: readonly PlanState[] = ["proposed", "accepted", "replaced", "withdrawn"];
export const planTones: Record<PlanState, Tone> = { proposed: "info", accepted: "good", replaced: "calm", withdrawn: "calm" };

export const whys: readonly Why[] = ["nearest", "pinned", "lacks_skill", "kept", "full", "needed", "no_such_skill", "all_full", "no_location", "not_wanted"];
export const whyTones: Record<Why, Tone> = {
  nearest: "good",
  pinned: "info",
  lacks_skill: "warn",
  kept: "calm",
  full: "warn",
  needed: "warn",
  no_such_skill: "bad",
  all_full: "bad",
  no_location: "bad",
  not_wanted: "calm",
};

/** Stored in one text, separated by spaces. */
export const skillsOf = (text: string): string[] => text.split(" ").filter(Boolean);

/** What stands in the way of one of the seats: "" when all are taken. */
export const emptySeats = (squad: Pick<Squad, Seat>): Seat[] => seats.filter((seat) => !squad[seat]);

export type Standing = "complete" | "incomplete" | "dissolved";
export const standingOf = (squad: Squad): Standing => (squad.dissolved_at ? "dissolved" : emptySeats(squad).length > 0 ? "incomplete" : "complete");
export const standingTones: Record<Standing, Tone> = { complete: "good", incomplete: "warn", dissolved: "calm" };

export type Presence = "present" | "away" | "left";
/** Whether a member can go out on a day, written as the API writes days. */
export function presenceOf(member: Pick<Member, "absent_from" | "absent_until" | "left_at">, day: string): Presence {
  if (member.left_at) return "left";
  return member.absent_from && member.absent_until && member.absent_from <= day && day <= member.absent_until ? "away" : "present";
}
export const presenceTones: Record<Presence, Tone> = { present: "good", away: "warn", left: "calm" };

/** 850 米, 1.3 公里, 24 公里: as the crow flies, so not more exact than that. */
export function distance(metres: number): string {
  const isChinese = language.value === "zh-CN";
  if (metres < 1000) return `${count(metres)}${isChinese ? " 米" : " m"}`;
  const kilometres = metres / 1000;
  const text = kilometres < 10 ? kilometres.toFixed(1) : count(Math.round(kilometres));
  return `${text}${isChinese ? " 公里" : " km"}`;
}

/** Minutes after midnight as 08:05; the day after next to 24:00 and more. */
export const timeText = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** "08:05" as minutes after midnight; undefined for what is no time. */
export function minutesOf(text: string): number | undefined {
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : undefined;
}

/** A coordinate as somebody types it; undefined for nothing, NaN for what is none. */
export function degreesOf(text: string, most: number): number | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  const value = Number(typed);
  return Number.isFinite(value) && Math.abs(value) <= most ? value : Number.NaN;
}

/** How far the plan is from the best that any plan could be, in hundredths of a percent of the bound; 0 is proved the best. */
export const gapOf = (plan: Pick<Plan, "cost" | "bound">): number => (plan.bound > 0 ? Math.max(0, (plan.cost - plan.bound) / plan.bound) : plan.cost > 0 ? 1 : 0);

/** What keeping squads together costs: travel more than the least possible, as a share of it. */
export const extraTravel = (plan: Pick<Plan, "travel" | "least_travel">): number =>
  plan.least_travel > 0 ? Math.max(0, (plan.travel - plan.least_travel) / plan.least_travel) : 0;
