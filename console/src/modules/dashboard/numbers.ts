// What a place's day is made of, whether it is a city, a county or one site.
import type { Schema } from "@/api";

export type Figure = Schema<"Figure">;
export type VerdictFigure = Schema<"VerdictFigure">;
export type HourFigure = Schema<"HourFigure">;

export interface DayNumbers {
  at: string;
  inside: Figure;
  entries: Figure;
  exits: Figure;
  held: Figure;
  refused: Figure;
  open_incidents: Figure;
  operating_sites?: Figure;
  open_reviews?: Figure;
  verdicts: VerdictFigure[];
  hours: HourFigure[];
  arrivals_today: number[];
  arrivals_yesterday: number[];
}

export interface ReasonRow extends VerdictFigure {
  key: string;
  /** Of all in its group. */
  share: number;
}

const rowsOf = (figures: VerdictFigure[]): ReasonRow[] => {
  const all = figures.reduce((sum, figure) => sum + figure.value, 0);
  return figures
    .map((figure) => ({
      ...figure,
      key: `${figure.direction} ${figure.verdict} ${figure.reason}`,
      share: all > 0 ? figure.value / all : 0,
    }))
    .sort((a, b) => b.value - a.value || a.key.localeCompare(b.key));
};

/** Those not let in, and those let through with a remark; most first. */
export const reasonsOf = (verdicts: readonly VerdictFigure[]): { kept: ReasonRow[]; noticed: ReasonRow[] } => ({
  kept: rowsOf(verdicts.filter((figure) => figure.verdict !== "admitted")),
  noticed: rowsOf(verdicts.filter((figure) => figure.verdict === "admitted" && figure.reason !== "none")),
});

export interface HourBar extends HourFigure {
  total: number;
  /** Of the highest bar. */
  height: number;
  isPast: boolean;
}

export function hourBars(hours: readonly HourFigure[], now: number): HourBar[] {
  const totalOf = (hour: HourFigure) => hour.entries + hour.exits + hour.kept_out;
  const most = Math.max(1, ...hours.map(totalOf));
  return hours.map((hour) => ({
    ...hour,
    total: totalOf(hour),
    height: totalOf(hour) / most,
    isPast: hour.hour <= now,
  }));
}

/** The entries of an hour alone: its list, narrowed. */
export const entriesOfHour = (list: string): string => `${list}&direction=entry&verdict=admitted`;
export const exitsOfHour = (list: string): string => `${list}&direction=exit&verdict=admitted`;

/** The divisions from one's own place down to the one that is looked at. */
export function trailOf(home: string, here: string): string[] {
  if (!here.startsWith(home)) return [here];
  return [2, 4, 6, 9, 12].filter((length) => length >= home.length && length <= here.length).map((length) => here.slice(0, length));
}
