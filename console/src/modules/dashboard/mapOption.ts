// The map of a city as ECharts draws it. Its legend is the page's own: MapLegend.vue.
import type { EChartsOption } from "echarts";
import type { ChartColors } from "@/parts/chartColors";
import { count } from "@/parts/formats";
import { stepsOf, type County, type Step } from "./counties";

/** Whether dark letters read better than light ones on this colour: "#4898ab". */
export function isLight(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2;
}

export interface ColoredStep extends Step {
  color: string;
  /** "1–200" */
  text: string;
}

export const stepText = (step: Step): string =>
  step.from === step.to ? count(step.from) : `${count(step.from)}–${count(step.to)}`;

/** The steps of these figures, their colours spread over the whole scale. */
export function colorSteps(counties: readonly County[], scale: readonly string[]): ColoredStep[] {
  const steps = stepsOf(Math.max(0, ...counties.map((county) => county.value)));
  const last = scale.length - 1;
  return steps.map((step, index) => ({
    ...step,
    color: scale[steps.length === 1 ? 0 : Math.round((index * last) / (steps.length - 1))] ?? "#888888",
    text: stepText(step),
  }));
}

export interface MapLook {
  /** Under which the shapes are registered. */
  map: string;
  aspect: number;
  /** What the figures are called. */
  measure: string;
  size?: number;
}

export function mapOption(
  counties: readonly County[],
  steps: readonly ColoredStep[],
  look: MapLook,
  colors: ChartColors,
): EChartsOption {
  const size = look.size ?? 1;
  const names = new Map(counties.map((county) => [county.code, county]));
  const colorOf = (value: number) => (steps.find((step) => value <= step.to) ?? steps[0])?.color ?? colors.surface;
  const labelOf = (code: string, between: string) => {
    const county = names.get(code);
    return county ? `${county.name}${between}${count(county.value)}` : "";
  };
  return {
    animation: false,
    tooltip: {
      confine: true,
      formatter: (given) => `${look.measure}<br>${labelOf(Array.isArray(given) ? "" : given.name, " ")}`,
    },
    series: [
      {
        type: "map",
        map: look.map,
        aspectScale: look.aspect,
        roam: false,
        selectedMode: false,
        layoutCenter: ["53%", "50%"],
        layoutSize: "97%",
        itemStyle: { borderColor: colors.surface, borderWidth: 1.5 * size },
        label: { show: true, fontSize: 12 * size, lineHeight: 16 * size, formatter: (given) => labelOf(given.name, "\n") },
        labelLayout: { hideOverlap: true },
        data: counties.map((county) => {
          const areaColor = colorOf(county.value);
          const label = {
            show: true,
            color: isLight(areaColor) ? "#10191c" : "#ffffff",
            textBorderColor: areaColor,
            textBorderWidth: 2 * size,
          };
          return {
            name: county.code,
            value: county.value,
            itemStyle: { areaColor },
            label,
            emphasis: { label, itemStyle: { areaColor, borderColor: colors.text, borderWidth: 2.5 * size } },
          };
        }),
      },
    ],
  };
}
