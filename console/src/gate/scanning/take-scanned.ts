// What a scan leads to: the next screen for whoever it is of, or a word about why there is none.
import { take, type NextScreen } from "../shift/hand";
import { gateClosed } from "../shift/state";
import { justScanned, noteScan } from "./repeats";
import { readScanned } from "./scanned";

export type Taken = { screen: NextScreen } | { hint: "foreign" | "justScanned" } | undefined;

let taking = false;

/** Nothing while the one before is still being taken. */
export async function takeScanned(text: string): Promise<Taken> {
  if (taking || gateClosed.value) return undefined;
  const read = readScanned(text);
  if (!("draft" in read)) return { hint: "foreign" };
  // Who has just passed still holds the phone up.
  if (justScanned(text, Date.now())) return { hint: "justScanned" };
  taking = true;
  try {
    noteScan(text, Date.now());
    return { screen: await take(read.draft) };
  } finally {
    taking = false;
  }
}
