import { computed, type ComputedRef } from "vue";
import { useTheme } from "./theme";

export interface ChartColors {
  text: string;
  quiet: string;
  line: string;
  surface: string;
  accent: string;
  /** Yesterday, a comparison: behind the accent. */
  shadow: string;
  good: string;
  warn: string;
  bad: string;
  /** For series, in their order. */
  series: string[];
  /** For maps, from few to many. */
  scale: string[];
}

const light: ChartColors = {
  text: "#1b2529",
  quiet: "#4d5b62",
  line: "#dde3e6",
  surface: "#ffffff",
  accent: "#14647a",
  shadow: "#9fb3ba",
  good: "#2e8b57",
  warn: "#c47f17",
  bad: "#b3261e",
  series: ["#14647a", "#c47f17", "#5b7fb8", "#8c5a8f", "#2e8b57", "#b3261e", "#6b7a80"],
  scale: ["#e9f3f5", "#bfdde4", "#86bfcc", "#4898ab", "#14647a", "#0b4151"],
};
const dark: ChartColors = {
  text: "#e6edef",
  quiet: "#b3c0c5",
  line: "#2c3a40",
  surface: "#172023",
  accent: "#6fc3d8",
  shadow: "#56696f",
  good: "#7fd39b",
  warn: "#f0bd6a",
  bad: "#ff9d94",
  series: ["#6fc3d8", "#f0bd6a", "#9dc0f5", "#cfa3d2", "#7fd39b", "#ff9d94", "#a7b4b9"],
  scale: ["#1d2b30", "#1f4450", "#2a6375", "#3d8a9f", "#6fc3d8", "#b4e4ef"],
};

/** The colours of charts, which cannot read CSS. */
export function useChartColors(): ComputedRef<ChartColors> {
  const { isDark } = useTheme();
  return computed(() => (isDark.value ? dark : light));
}
