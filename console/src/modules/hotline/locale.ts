import type { Locale } from "@/parts/i18n";
import en from "./locale.en";
import zh from "./locale.zh";

export default { "zh-CN": zh, en } satisfies Locale;
