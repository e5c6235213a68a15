import type { EChartsOption } from "echarts";
import type * as ECharts from "./echarts";

/** ECharts with what this option needs: what only some charts use is loaded for those. */
export async function echartsFor(option: EChartsOption): Promise<typeof ECharts> {
  const series = [option.series ?? []].flat();
  const [echarts] = await Promise.all([
    import("./echarts"),
    series.some((one) => one.type === "bar") && import("./echartsBar"),
    option.legend && import("./echartsLegend"),
    series.some((one) => "markLine" in one) && import("./echartsMarkLine"),
  ]);
  return echarts;
}
