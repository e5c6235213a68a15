// What the gate of a site can take, and where it is.
export interface Gate {
  lanes: number;
  yard_length_dm: number;
  deciseconds_per_person: number;
}

/** People whom all lanes together let in within some seconds. */
export const admittedWithin = (seconds: number, gate: Gate): number => Math.floor((gate.lanes * seconds * 10) / gate.deciseconds_per_person);

/** People who find room in the yard, in one line at that distance; nothing while it is not measured. */
export function placesInYard(gate: Gate, spacingCm: number): number | undefined {
  return gate.yard_length_dm > 0 ? Math.floor((gate.yard_length_dm * 10) / spacingCm) : undefined;
}

export interface Degrees {
  value?: number;
  fault?: "not_degrees" | "out_of_range";
}

/** "116.5872", "116.5872°E", "西经 3.2": decimal degrees within ±most. */
export function degreesOf(text: string, most: number): Degrees {
  const tidy = text.normalize("NFKC").replace(/[°度\s]/g, "").toUpperCase();
  if (tidy === "") return {};
  const match = /^(北纬|南纬|东经|西经)?([+-]?\d{1,3}(?:\.\d{1,20})?)([NSEW])?$/.exec(tidy);
  if (!match) return { fault: "not_degrees" };
  const isTurned = match[1] === "南纬" || match[1] === "西经" || match[3] === "S" || match[3] === "W";
  const value = Number(match[2]) * (isTurned ? -1 : 1);
  return Math.abs(value) <= most ? { value } : { fault: "out_of_range" };
}

/** For the field of a form: to a centimetre, which is finer than any map. */
export const degreesText = (value: number | undefined): string => (value === undefined ? "" : String(Number(value.toFixed(7))));

/** A pair as maps hand it out: "116.5872, 35.4146", in either order where the numbers tell which is which. */
export function pairOf(text: string): { longitude: string; latitude: string } | undefined {
  const parts = text.normalize("NFKC").trim().split(/\s*[,;、\s]\s*/);
  if (parts.length !== 2) return undefined;
  const [first, second] = parts.map((part) => degreesOf(part, 180).value);
  if (first === undefined || second === undefined) return undefined;
  if (Math.abs(first) > 90) return Math.abs(second) <= 90 ? { longitude: parts[0]!, latitude: parts[1]! } : undefined;
  if (Math.abs(second) > 90) return { longitude: parts[1]!, latitude: parts[0]! };
  return { longitude: parts[0]!, latitude: parts[1]! };
}
