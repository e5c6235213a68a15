// An amount as it is on record, to the fen.
import { absent } from "@/parts/formats";
import { language } from "@/parts/language";
import { wanText } from "../organizations/figures";

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** 1,234.567891 万元 · ¥12,345,678.91 */
export function exactMoney(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return absent;
  if (language.value === "zh-CN") {
    const [whole = "", fraction] = wanText(fen).split(".");
    return `${group(whole)}${fraction ? `.${fraction}` : ""} 万元`;
  }
  const digits = String(fen).padStart(3, "0");
  return `¥${group(digits.slice(0, -2))}.${digits.slice(-2)}`;
}
