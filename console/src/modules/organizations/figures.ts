// Figures that people type, as the exact whole numbers that the API takes: 12.5 m is 125 dm, 66.000001 万元 is 660,000.01
// yuan. Nothing goes through binary fractions, so no fen is lost.

export type FigureFault = "not_a_number" | "too_precise" | "out_of_range";
export interface Figure {
  /** Absent: nothing was typed, or nothing that can be read. */
  value?: number;
  fault?: FigureFault;
}

const form = /^(\d+)(?:\.(\d*))?$/;

/** "1,234.5" with one place is 12345. Full width digits, commas and spaces are people's; a sign is nobody's. */
export function figureOf(text: string, places: number, limits: { least?: number; most: number }): Figure {
  const tidy = text.normalize("NFKC").replace(/[\s,，]/g, "");
  if (tidy === "") return {};
  const match = form.exec(tidy);
  if (!match) return { fault: "not_a_number" };
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > places) return { fault: "too_precise" };
  const whole = BigInt(match[1]! + fraction.padEnd(places, "0"));
  if (whole < BigInt(limits.least ?? 0) || whole > BigInt(limits.most)) return { fault: "out_of_range" };
  return { value: Number(whole) };
}

/** The way back, for the field of a form: 12345 with one place is "1234.5". */
export function figureText(value: number | null | undefined, places: number): string {
  if (value === null || value === undefined) return "";
  const digits = String(value).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return places > 0 && fraction ? `${whole}.${fraction}` : whole;
}

// 万元 has a hundred times ten thousand fen: six places.
const placesOfWan = 6;
export const mostFen = 1_000_000_000_000_000;

/** 万元 as fen. */
export const fenOf = (text: string): Figure => figureOf(text, placesOfWan, { most: mostFen });
/** Fen as 万元. */
export const wanText = (fen: number | null | undefined): string => figureText(fen, placesOfWan);
