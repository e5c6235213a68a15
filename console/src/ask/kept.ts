// Questions that the caller wants to find again on this phone. Only when asked to, and gone when asked to.
import { ref } from "vue";

export interface Kept {
  number: string;
  code: string;
}

const key = "tongzhou.questions";
const most = 20;

function read(): Kept[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is Kept => typeof one?.number === "string" && typeof one?.code === "string") : [];
  } catch {
    // Not ours, or cut off: as if nothing was kept.
    return [];
  }
}

export const kept = ref<Kept[]>(read());

function write(all: Kept[]): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(all));
  } catch {
    // A private window, or a full phone: the caller writes it down instead.
    return false;
  }
  kept.value = all;
  return true;
}

export const isKept = (number: string): boolean => kept.value.some((one) => one.number === number);
/** False when this phone keeps nothing. */
export const keep = (one: Kept): boolean => write([one, ...kept.value.filter((other) => other.number !== one.number)].slice(0, most));
export const forget = (number: string): boolean => write(kept.value.filter((one) => one.number !== number));
