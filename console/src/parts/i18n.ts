import { markRaw, watch } from "vue";
import { registerMessageCompiler } from "@intlify/core-base";
import { createI18n } from "vue-i18n";
import { language, type Language } from "./language";
import parts from "./locale";
import { compileMessage } from "./messages";

// Texts are nested objects of strings; a module's are in its locale.ts, with the same keys in both languages.
export interface Texts {
  [key: string]: string | Texts;
}
export type Locale = Record<Language, Texts>;

registerMessageCompiler(compileMessage);

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": {}, en: {} } as Record<Language, Texts>,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
});

watch(language, (chosen) => (i18n.global.locale.value = chosen), { flush: "sync" });

const loaded = new Set<string>();

/** Adds the texts of a module under its name: `t("accounts.invite")`. */
export function addTexts(name: string, locale: Locale): void {
  if (loaded.has(name)) return;
  // As they are: merging would copy each text, and make each of them reactive.
  for (const each of ["zh-CN", "en"] as const) (i18n.global.getLocaleMessage(each) as Texts)[name] = markRaw(locale[each]);
  loaded.add(name);
}
addTexts("parts", parts);
export const hasTexts = (name: string): boolean => loaded.has(name);

/** For code outside of components. */
export const say = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values);
