// The language of the page: Chinese first. Kept by itself, because the API client needs it before anything else is there.
import { ref, watchEffect } from "vue";

export type Language = "zh-CN" | "en";
/** The same text in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

const key = "tongzhou.language";

function preferred(): Language {
  const kept = localStorage.getItem(key);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

export const language = ref<Language>(preferred());

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem(key, chosen);
}

/** The text in the language of the page; reactive where it is called in a template. */
export const inLanguage = (text: Bilingual): string => (language.value === "en" ? text.en : text.zh);

watchEffect(() => {
  document.documentElement.lang = language.value;
});
