// The plan as a file for a spreadsheet.
import { rowsOf, rowsWithPeople, type Plan } from "./planRows";
import { timeOf } from "./planInput";

/** Excel takes what begins with one of these for a formula. */
const formula = /^[=+\-@\t\r]/;

export function cellOf(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With the mark that tells Excel it is UTF-8, and its line ends. */
export const csvOf = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`;

type Say = (key: string, values?: Record<string, unknown>) => string;

const minutes = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.round(seconds / 6) / 10;

/** The question, the finding, the waves, and every five minutes. */
export function planCsv(plan: Plan, site: string, says: string, t: Say): string {
  const clockOf = (minute: number): string => {
    const { time, day } = timeOf(minute);
    return day === 0 ? time : t(day < 0 ? "queuePlan.dayBefore" : "queuePlan.dayAfter", { time });
  };
  const head: (string | number | undefined)[][] = [
    [t("queuePlan.site"), site],
    [t("queuePlan.finding"), t(`queuePlan.findings.${plan.finding}`)],
    [t("queuePlan.inWords"), says],
    ...(plan.arrivals_of ? [[t("queuePlan.arrivalsOf"), plan.arrivals_of]] : []),
    [t("queuePlan.lanes"), plan.lanes],
    [t("queuePlan.seconds"), plan.deciseconds_per_person / 10],
    [t("queuePlan.yard"), plan.yard_length_dm > 0 ? plan.yard_length_dm / 10 : t("queuePlan.unknownYard")],
    [t("queuePlan.spacing"), plan.spacing_cm / 100],
    [t("queuePlan.wait"), plan.longest_wait_minutes],
  ];
  const waves = plan.proposal
    ? [
        [],
        [t("queuePlan.shift"), t("queuePlan.people"), t("queuePlan.start"), t("queuePlan.movedMinutes")],
        ...plan.proposal.waves.map((wave) => [
          wave.shift || t("queuePlan.everybody"),
          wave.people,
          clockOf(wave.start_minute),
          wave.moved_minutes,
        ]),
      ]
    : [];
  const columns = ["people", "longestQueue", "metres", "meanWait", "longestWait"].map((name) => t(`queuePlan.csv.${name}`));
  const named = (which: string) => columns.map((column) => `${t(`queuePlan.${which}`)} ${column}`);
  const slots = rowsWithPeople(rowsOf(plan)).map((row) => [
    clockOf(row.minute),
    ...[row.now, ...(plan.proposal ? [row.proposed] : [])].flatMap((slot) => [
      slot?.arrivals,
      slot?.longest_queue,
      slot?.longest_queue_metres,
      minutes(slot?.mean_wait_seconds),
      minutes(slot?.longest_wait_seconds),
    ]),
  ]);
  return csvOf([
    ...head,
    ...waves,
    [],
    [t("queuePlan.time"), ...named("now"), ...(plan.proposal ? named("proposed") : [])],
    ...slots,
  ]);
}

/** Gives a text to the user as a file. */
export function giveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
