// The arrivals of a day by five minutes, as a chart and a table show them.
import type { EChartsOption } from "echarts";
import type { ChartColors } from "@/parts/chartColors";
import { roundCount, wallClock } from "@/parts/formats";

export const minutesOfSlot = 5;

/** 96 → "08:00" */
export const slotTime = (slot: number): string => {
  const minutes = slot * minutesOfSlot;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
};

/** Which five minutes of the day in Shanghai this is. */
export function slotOf(at: string | number | Date): number {
  const clock = wallClock(at);
  return clock ? Math.floor((Number(clock.hour) * 60 + Number(clock.minute)) / minutesOfSlot) : 0;
}

export interface ArrivalSeries {
  times: string[];
  /** null: has not been yet. */
  today: (number | null)[];
  yesterday: number[];
}

/** What lies ahead is not zero but unknown. Early and late hours in which nobody comes on either day are left out. */
export function arrivalSeries(today: readonly number[], yesterday: readonly number[], at: string): ArrivalSeries {
  const now = slotOf(at);
  const some = [...today.keys()].filter((slot) => (today[slot] ?? 0) > 0 || (yesterday[slot] ?? 0) > 0);
  const hour = 60 / minutesOfSlot;
  const first = Math.floor(Math.min(some[0] ?? 6 * hour, 6 * hour) / hour) * hour;
  const end = Math.min(today.length, Math.ceil((Math.max(some.at(-1) ?? 0, now, 19 * hour) + 1) / hour) * hour);
  const slots = Array.from({ length: end - first }, (_, index) => first + index);
  return {
    times: slots.map(slotTime),
    today: slots.map((slot) => (slot <= now ? (today[slot] ?? 0) : null)),
    yesterday: slots.map((slot) => yesterday[slot] ?? 0),
  };
}

/** Only the five minutes in which somebody came. */
export const arrivalRows = (series: ArrivalSeries): (string | number)[][] =>
  series.times.flatMap((time, index) => {
    const today = series.today[index] ?? null;
    const yesterday = series.yesterday[index] ?? 0;
    return (today ?? 0) > 0 || yesterday > 0 ? [[time, today ?? "", yesterday]] : [];
  });

/** Until now, and until the same time yesterday: what the two days can be compared by. */
export function soFar(today: readonly number[], yesterday: readonly number[], at: string): { today: number; yesterday: number } {
  const until = slotOf(at);
  const sum = (counts: readonly number[]) => counts.slice(0, until).reduce((all, count) => all + count, 0);
  return { today: sum(today), yesterday: sum(yesterday) };
}

/**
 * The records that `soFar` counts: addresses of the API, made of the one of the day's entries, which names the place and
 * the day. All who came count, whatever became of them.
 */
export function soFarLists(entries: string, at: string): { today: string; yesterday: string } {
  const [path, text] = entries.split("?", 2);
  const query = new URLSearchParams(text);
  query.delete("verdict");
  const midnight = Date.parse(query.get("from") ?? "");
  const lasts = slotOf(at) * minutesOfSlot * 60_000;
  const day = 86_400_000;
  const since = (from: number) => {
    const own = new URLSearchParams(query);
    own.set("from", new Date(from).toISOString());
    own.set("until", new Date(from + lasts).toISOString());
    return `${path}?${own}`;
  };
  return { today: since(midnight), yesterday: since(midnight - day) };
}

export interface ArrivalNames {
  today: string;
  yesterday: string;
}

const onTheHour = /:00$/;
const everyThirdHour = /^(00|03|06|09|12|15|18|21):00$/;

/** `size` multiplies texts and lines; a large chart is read from afar and has fewer times below it. */
export function arrivalOption(series: ArrivalSeries, names: ArrivalNames, colors: ChartColors, size = 1): EChartsOption {
  const text = { color: colors.quiet, fontSize: 12 * size };
  const labelled = size > 1.2 ? everyThirdHour : onTheHour;
  return {
    animation: false,
    grid: { left: 4 * size, right: 12 * size, top: 12 * size, bottom: 2 * size, containLabel: true },
    tooltip: { trigger: "axis", confine: true },
    xAxis: {
      type: "category",
      data: series.times,
      boundaryGap: false,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...text, interval: (index: number) => labelled.test(series.times[index] ?? ""), hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { ...text, formatter: (value: number) => roundCount(value) },
      splitLine: { lineStyle: { color: colors.line, width: size } },
    },
    series: [
      {
        name: names.yesterday,
        type: "line",
        data: series.yesterday,
        symbol: "none",
        lineStyle: { color: colors.quiet, width: 1.5 * size, type: "dashed" },
        itemStyle: { color: colors.quiet },
      },
      {
        name: names.today,
        type: "line",
        data: series.today,
        symbol: "none",
        lineStyle: { color: colors.accent, width: 2.5 * size },
        itemStyle: { color: colors.accent },
        areaStyle: { color: colors.accent, opacity: 0.12 },
      },
    ],
  };
}
