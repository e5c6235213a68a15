import type { ChartColors } from "@/parts/chartColors";

/** The wall is dark whatever the theme is: these stand beside the variables of WallPage.vue. */
export const wallColors: ChartColors = {
  text: "#eaf6f8",
  quiet: "#a9c2c9",
  line: "#1c3640",
  surface: "#071317",
  accent: "#5fd0ea",
  shadow: "#6f8f99",
  good: "#7fe0a0",
  warn: "#ffc568",
  bad: "#ff8f86",
  series: ["#5fd0ea", "#ffc568", "#9dc0f5", "#cfa3d2", "#7fe0a0", "#ff8f86", "#a9c2c9"],
  scale: ["#12303a", "#17495a", "#1d6a80", "#2b8fa8", "#55bcd2", "#a5e4f0"],
};
