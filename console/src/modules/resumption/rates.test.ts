import { expect, it } from "vitest";
import { rateOption, type Rate } from "./rates";

const rate = (name: string, of: Partial<Rate>): Rate => ({ key: name, name_zh: name, name_en: name, enterprises: 0, resumed: 0, staff: 0, staff_resumed: 0, list: "", resumed_list: "", ...of });
const colors = { accent: "#000", warn: "#111", text: "#222", quiet: "#333", line: "#444" } as never;
const texts = { enterprises: "企业", staff: "员工" };
type Drawn = { xAxis: { type: string; data?: string[] }; yAxis: { type: string; data?: string[] }; series: { type: string; data: unknown[] }[] };
const drawn = (by: "county" | "day") => rateOption([rate("任城区", { rate: 0.8999, staff_rate: 0.5 }), rate("兖州区", {})], by, texts, colors) as unknown as Drawn;

it("draws places as bars, the first on top, and days as lines", () => {
  expect(drawn("county").yAxis.data).toEqual(["兖州区", "任城区"]);
  expect(drawn("county").series.map((each) => each.type)).toEqual(["bar", "bar"]);
  expect(drawn("day").xAxis.data).toEqual(["任城区", "兖州区"]);
  expect(drawn("day").series[0]!.type).toBe("line");
});
it("never rounds a rate up, and draws none of nothing", () => {
  expect(drawn("day").series[0]!.data).toEqual([89.9, "-"]);
  expect(drawn("day").series[1]!.data).toEqual([50, "-"]);
});
