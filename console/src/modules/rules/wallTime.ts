// Date and time as a field of the page has them, by the clock in China: "2020-02-24T08:05".
import { wallClock } from "@/parts/formats";

const two = (n: number) => String(n).padStart(2, "0");

export function fieldTime(instant: string | number): string {
  const w = wallClock(instant)!;
  return `${w.year}-${two(w.month)}-${two(w.day)}T${w.hour}:${w.minute}`;
}

/** The way back, as the API takes instants; nothing for an empty field. */
export function instantOf(field: string): string | undefined {
  const at = Date.parse(`${field}:00+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
