import { addTexts, type Locale } from "@/parts/i18n";
import { en } from "./en";
import { zh } from "./zh";

const locale: Locale = { "zh-CN": withLists(zh), en: withLists(en) };

/** Lists of steps become keys 0, 1, 2 …, for texts are nested objects of strings. */
function withLists(texts: object): Locale["en"] {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === "object" ? withLists(value as object) : value]),
  ) as Locale["en"];
}

export function addGateTexts(): void {
  addTexts("gate", locale);
}

/** The steps that are to be taken, in order. */
export function stepsOf(which: keyof typeof zh.verdict.todo): string[] {
  return zh.verdict.todo[which].map((_, i) => `gate.verdict.todo.${which}.${i}`);
}
