// Rates as a chart and a table draw them.
import type { EChartsOption } from "echarts";
import type { Schema } from "@/api";
import type { ChartColors } from "@/parts/chartColors";
import { percent } from "@/parts/formats";
import { language } from "@/parts/language";

export type Rates = Schema<"ResumptionRates">;
export type Rate = Schema<"ResumptionRate">;
export type By = Rates["by"];
export const bys = ["county", "section", "size_class", "day"] as const satisfies readonly By[];
export const isBy = (text: unknown): text is By => bys.includes(text as By);

export const nameOf = (rate: Rate): string => (language.value === "en" ? rate.name_en : rate.name_zh);
/** What there is nothing of has no rate. */
const percentOf = (ratio?: number): number | "-" => (ratio === undefined ? "-" : Math.floor(ratio * 1000 + 1e-9) / 10);

/** Staff of enterprises that are listed: the same list, for what is told under their permits lies there. */
export interface RateTexts {
  enterprises: string;
  staff: string;
}

export function rateOption(rates: readonly Rate[], by: By, texts: RateTexts, colors: ChartColors): EChartsOption {
  const isTime = by === "day";
  const type = isTime ? ("line" as const) : ("bar" as const);
  const names = rates.map(nameOf);
  const series = (name: string, values: (number | "-")[], color: string) => ({ name, type, data: values, itemStyle: { color }, ...(isTime ? { symbolSize: 8, lineStyle: { color, width: 2 } } : { barMaxWidth: 18 }) });
  const value = { type: "value" as const, min: 0, max: 100, axisLabel: { color: colors.quiet, formatter: "{value}%" }, splitLine: { lineStyle: { color: colors.line } } };
  const category = { type: "category" as const, data: isTime ? names : [...names].reverse(), axisLabel: { color: colors.text, hideOverlap: true }, axisLine: { lineStyle: { color: colors.line } }, axisTick: { show: false } };
  // Bars lie, for names of sections are long; the first stands on top.
  const inOrder = <T>(list: T[]): T[] => (isTime ? list : [...list].reverse());
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", valueFormatter: (v) => (typeof v === "number" ? percent(v / 100) : "—") },
    xAxis: isTime ? category : value,
    yAxis: isTime ? value : category,
    series: [
      series(texts.enterprises, inOrder(rates.map((rate) => percentOf(rate.rate))), colors.accent),
      series(texts.staff, inOrder(rates.map((rate) => percentOf(rate.staff_rate))), colors.warn),
    ],
  } as EChartsOption;
}

export const chartHeight = (by: By, groups: number): number => (by === "day" ? 280 : Math.max(160, groups * 46 + 40));
