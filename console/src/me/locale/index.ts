import { addTexts } from "@/parts/i18n";
import declarations from "@/modules/declarations/locale";
import { en } from "./en";
import { zh } from "./zh";

/** What symptoms, cases and means of transport are called is as in the console. */
export function addMeTexts(): void {
  addTexts("me", { "zh-CN": zh, en });
  addTexts("declarations", declarations);
}
