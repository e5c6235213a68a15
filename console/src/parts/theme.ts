// Light, dark, or as the system has it.
import { computed, ref, watchEffect } from "vue";

export type Theme = "auto" | "light" | "dark";
export const themes: readonly Theme[] = ["auto", "light", "dark"];

const key = "tongzhou.theme";
const kept = localStorage.getItem(key);
const system = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : undefined;

const chosen = ref<Theme>(themes.includes(kept as Theme) ? (kept as Theme) : "auto");
const systemIsDark = ref(system?.matches ?? false);
system?.addEventListener("change", (event) => (systemIsDark.value = event.matches));

const isDark = computed(() => (chosen.value === "auto" ? systemIsDark.value : chosen.value === "dark"));

watchEffect(() => {
  document.documentElement.classList.toggle("dark", isDark.value);
  document.documentElement.style.colorScheme = isDark.value ? "dark" : "light";
});

export function useTheme() {
  function choose(theme: Theme): void {
    chosen.value = theme;
    localStorage.setItem(key, theme);
  }
  return { theme: chosen, isDark, choose };
}
