// The queue in metres and the wait in minutes, five minutes by five minutes, against what there is room and time for.
import type { EChartsOption } from "echarts";
import type { ChartColors } from "@/parts/chartColors";
import type { PlanRow, Slot } from "./planRows";

export interface PlanChartTexts {
  now: string;
  proposed: string;
  /** Of the line that must not be crossed: "场地 60 米". */
  limit: string;
  unit: string;
}

export function planOption(
  rows: readonly PlanRow[],
  valueOf: (slot: Slot) => number,
  limit: number | undefined,
  texts: PlanChartTexts,
  times: readonly string[],
  colors: ChartColors,
): EChartsOption {
  const hasProposal = rows.some((row) => row.proposed);
  const text = { color: colors.quiet, fontSize: 12 };
  const series = (name: string, which: "now" | "proposed", color: string, dashed: boolean) => ({
    name,
    type: "line" as const,
    step: "middle" as const,
    symbol: "none",
    data: rows.map((row) => {
      const slot = row[which];
      return slot ? valueOf(slot) : 0;
    }),
    lineStyle: { color, width: 2, type: dashed ? ("dashed" as const) : ("solid" as const) },
    itemStyle: { color },
    areaStyle: { color, opacity: dashed ? 0.06 : 0.16 },
  });
  const all = [
    series(texts.now, "now", hasProposal ? colors.warn : colors.accent, hasProposal),
    ...(hasProposal ? [series(texts.proposed, "proposed", colors.accent, false)] : []),
  ];
  const labelled = rows.length > 36 ? /:(00|30)$/ : /:(00|15|30|45)$/;
  const highest = Math.max(limit ?? 0, ...all.flatMap((one) => one.data));
  return {
    animation: false,
    grid: { left: 4, right: 16, top: 40, bottom: 2, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 28, textStyle: { ...text, color: colors.text } },
    tooltip: { trigger: "axis", confine: true, valueFormatter: (value) => `${String(value)} ${texts.unit}` },
    xAxis: {
      type: "category",
      data: [...times],
      boundaryGap: false,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, interval: (index) => labelled.test(times[index] ?? "") },
    },
    yAxis: {
      type: "value",
      max: Math.ceil((highest * 11) / 10) || 1,
      name: texts.unit,
      nameTextStyle: { ...text, align: "left" },
      axisLabel: { ...text, showMaxLabel: false },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: all.map((one, index) => ({
      ...one,
      ...(index === 0 && limit !== undefined
        ? {
            markLine: {
              silent: true,
              symbol: "none",
              lineStyle: { color: colors.bad, type: "solid", width: 2 },
              label: { formatter: texts.limit, position: "insideStartTop", color: colors.bad, fontSize: 12 },
              data: [{ yAxis: limit }],
            },
          }
        : {}),
    })),
  };
}
