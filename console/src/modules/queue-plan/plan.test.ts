import { beforeAll, describe, expect, it } from "vitest";
import { addTexts, say } from "@/parts/i18n";
import { wallColors } from "../dashboard/wallColors";
import texts from "./locale";
import { plan, slot } from "./plan.test-data";
import { planOption } from "./planChart";
import { cellOf, csvOf, planCsv } from "./planCsv";
import { rowsOf, rowsWithPeople, rush, wavesByShift, type PlanRow } from "./planRows";

beforeAll(() => addTexts("queuePlan", texts));

describe("the plan by five minutes", () => {
  it("puts the present and the proposal side by side", () => {
    const rows = rowsOf(plan());
    expect(rows.map((row) => [row.minute, row.now?.longest_queue, row.proposed?.longest_queue])).toEqual([
      [465, 0, undefined],
      [470, 0, undefined],
      [475, 40, 20],
      [480, 10, 5],
      [485, undefined, 0],
    ]);
  });

  it("fills what neither of them has", () => {
    const gap = plan();
    gap.forecast.slots = [slot(465, 5, 0), slot(480, 5, 0)];
    gap.proposal = undefined;
    expect(rowsOf(gap).map((row) => row.minute)).toEqual([465, 470, 475, 480]);
    expect(rowsOf({ ...gap, forecast: { ...gap.forecast, slots: [] } })).toEqual([]);
  });

  it("lists only when somebody comes or waits", () => {
    expect(rowsWithPeople(rowsOf(plan())).map((row) => row.minute)).toEqual([470, 475, 480]);
  });

  it("draws the rush and half an hour on either side", () => {
    const rows: PlanRow[] = Array.from({ length: 100 }, (_, index) => ({
      minute: index * 5,
      now: slot(index * 5, 1, index === 50 || index === 55 ? 3 : 0),
    }));
    const shown = rush(rows);
    expect([shown[0]!.minute, shown.at(-1)!.minute]).toEqual([220, 305]);
    expect(rush(rows.slice(0, 10))).toHaveLength(10);
  });

  it("gathers waves by the shift they belong to", () => {
    expect(wavesByShift(plan().proposal!.waves).map((group) => [group.shift, group.people, group.waves.length])).toEqual([
      ["早班", 50, 2],
      ["=早班", 30, 1],
    ]);
  });
});

describe("the chart", () => {
  const rows = rowsOf(plan());
  const option = (limit: number | undefined) =>
    planOption(rows, (one) => one.longest_queue_metres, limit, { now: "现状", proposed: "错峰后", limit: "场地 45 米", unit: "米" }, [], wallColors);

  it("draws a line that must not be crossed, and leaves room above it", () => {
    const drawn = option(100);
    expect(drawn.series).toMatchObject([{ name: "现状", markLine: { data: [{ yAxis: 100 }] } }, { name: "错峰后" }]);
    expect(drawn.yAxis).toMatchObject({ max: 110 });
  });

  it("has none where the yard is not known", () => {
    expect(option(undefined).series).not.toMatchObject([{ markLine: expect.anything() as unknown }, {}]);
  });
});

describe("the file", () => {
  it("quotes what needs it, and lets nothing be taken for a formula", () => {
    expect(cellOf('a "b", c')).toBe('"a ""b"", c"');
    expect(cellOf("=1+1")).toBe("'=1+1");
    expect(cellOf("-10")).toBe("'-10");
    expect(cellOf(-10)).toBe("-10");
    expect(cellOf(undefined)).toBe("");
    expect(csvOf([["甲", 1], []])).toBe("\uFEFF甲,1\r\n\r\n");
  });

  it("holds the question, the finding, the waves and every five minutes", () => {
    const lines = planCsv(plan(), "任城机械厂", "排队最长约 40 人，超出场地", say).slice(1).split("\r\n");
    expect(lines[0]).toBe("厂区,任城机械厂");
    expect(lines[1]).toBe("结论,错峰后排得下");
    expect(lines).toContain("排队场地（米）,45");
    expect(lines).toContain("早班,40,08:00,0");
    expect(lines).toContain("'=早班,30,08:10,-10");
    expect(lines.at(-3)).toBe("07:55,40,40,60,1.3,2.7,40,20,30,0.7,1.3");
    expect(lines.at(-1)).toBe("");
  });

  it("has one side where nothing is proposed, and says that the yard is not known", () => {
    const lines = planCsv({ ...plan(), proposal: undefined, yard_length_dm: 0 }, "厂", "", say).split("\r\n");
    expect(lines).toContain("排队场地（米）,未登记");
    expect(lines.at(-2)).toBe("08:00,0,10,15,0.3,0.7");
  });
});
