// Element Plus' own few words, in the language of the page. Loaded with the first page that may show some.
import type { App } from "vue";
import { computed } from "vue";
import { language } from "@/parts/language";

let loading: Promise<void> | undefined;

async function load(app: App): Promise<void> {
  const [{ localeContextKey }, { default: zh }, { default: en }] = await Promise.all([
    import("element-plus/es/hooks/use-locale/index"),
    import("element-plus/es/locale/lang/zh-cn"),
    import("element-plus/es/locale/lang/en"),
  ]);
  app.provide(
    localeContextKey,
    computed(() => (language.value === "en" ? en : zh)),
  );
}

export function loadElementTexts(app: App): Promise<void> {
  loading ??= load(app).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}
