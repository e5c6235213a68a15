import { describe, expect, it } from "vitest";
import { arrivalOption, arrivalRows, arrivalSeries, slotOf, slotTime, soFar, soFarLists } from "./arrivals";
import { wallColors } from "./wallColors";

const day = (counts: Record<string, number>): number[] =>
  Array.from({ length: 288 }, (_, slot) => counts[slotTime(slot)] ?? 0);
const at = (time: string) => `2020-02-24T${time}:00+08:00`;

describe("arrivals by five minutes", () => {
  it("counts the day in Shanghai, wherever the screen is", () => {
    expect(slotOf("2020-02-24T00:07:00Z")).toBe(97);
    expect(slotTime(97)).toBe("08:05");
  });

  it("does not know what lies ahead", () => {
    const series = arrivalSeries(day({ "07:30": 12 }), day({ "07:35": 9, "15:00": 3 }), at("08:02"));
    const of = (time: string) => series.today[series.times.indexOf(time)];
    expect(of("07:30")).toBe(12);
    expect(of("08:00")).toBe(0);
    expect(of("08:05")).toBeNull();
    expect(series.yesterday[series.times.indexOf("15:00")]).toBe(3);
  });

  it("shows the working day, and more where somebody came", () => {
    const quiet = arrivalSeries(day({}), day({}), at("05:00"));
    expect([quiet.times[0], quiet.times.at(-1)]).toEqual(["06:00", "19:55"]);
    const night = arrivalSeries(day({ "02:10": 1 }), day({ "22:40": 1 }), at("05:00"));
    expect([night.times[0], night.times.at(-1)]).toEqual(["02:00", "22:55"]);
    const late = arrivalSeries(day({}), day({}), at("23:59"));
    expect(late.times.at(-1)).toBe("23:55");
  });

  it("lists only the times at which somebody came", () => {
    const series = arrivalSeries(day({ "07:30": 12 }), day({ "07:35": 9, "09:00": 4 }), at("08:02"));
    expect(arrivalRows(series)).toEqual([
      ["07:30", 12, 0],
      ["07:35", 0, 9],
      ["09:00", "", 4],
    ]);
  });

  it("compares the two days until the same time", () => {
    const today = day({ "07:30": 12, "08:00": 5 });
    const yesterday = day({ "07:35": 9, "15:00": 30 });
    expect(soFar(today, yesterday, at("08:02"))).toEqual({ today: 12, yesterday: 9 });
    expect(soFar(today, yesterday, at("08:05"))).toEqual({ today: 17, yesterday: 9 });
  });

  it("leads to all who came until then, on either day", () => {
    const entries =
      "/passages?division=370811&standing=true&direction=entry&verdict=admitted&from=2020-02-23T16:00:00.000Z&until=2020-02-24T16:00:00.000Z";
    const query = (address: string) => Object.fromEntries(new URLSearchParams(address.split("?")[1]));
    const lists = soFarLists(entries, at("08:07"));
    const place = { division: "370811", standing: "true", direction: "entry" };
    expect(query(lists.today)).toEqual({ ...place, from: "2020-02-23T16:00:00.000Z", until: "2020-02-24T00:05:00.000Z" });
    expect(query(lists.yesterday)).toEqual({ ...place, from: "2020-02-22T16:00:00.000Z", until: "2020-02-23T00:05:00.000Z" });
    expect(lists.today.startsWith("/passages?")).toBe(true);
  });

  it("draws yesterday dashed and today whole", () => {
    const series = arrivalSeries(day({ "07:30": 12 }), day({}), at("08:02"));
    const option = arrivalOption(series, { today: "今日", yesterday: "昨日" }, wallColors, 2);
    expect(option.series).toMatchObject([
      { name: "昨日", lineStyle: { type: "dashed", width: 3 } },
      { name: "今日", lineStyle: { width: 5 } },
    ]);
  });
});
