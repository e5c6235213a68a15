import { describe, expect, it } from "vitest";
import * as f from "./formats";
import { chooseLanguage } from "./language";

// 2020-02-24 08:05:09 in China.
const at = "2020-02-24T00:05:09.000Z";
const later = (ms: number) => Date.parse(at) + ms;
const inEnglish = (check: () => void) => {
  chooseLanguage("en");
  check();
};

describe("times", () => {
  it("are those of China", () => {
    expect(f.moment(at)).toBe("2020年2月24日 08:05");
    expect(f.exactMoment(at)).toBe("2020年2月24日 08:05:09");
    expect(f.day("2020-02-23T16:00:00Z")).toBe("2020年2月24日");
    expect(f.day("2020-02-24")).toBe("2020年2月24日");
    expect(f.clock("2020-02-23T16:00:00Z")).toBe("00:00");
    inEnglish(() => {
      expect(f.moment(at)).toBe("24 Feb 2020, 08:05");
      expect(f.day(at)).toBe("24 Feb 2020");
    });
  });

  it("are brief when near", () => {
    expect(f.briefMoment(at, at)).toBe("08:05");
    expect(f.briefMoment(at, "2020-02-24T16:00:00Z")).toBe("2月24日 08:05");
    expect(f.briefMoment(at, "2021-02-24T00:00:00Z")).toBe("2020年2月24日 08:05");
  });

  it.each([
    [10_000, "刚刚", "just now"],
    [60_000, "1 分钟前", "1 min ago"],
    [59 * 60_000, "59 分钟前", "59 min ago"],
    [3_600_000, "1 小时前", "1 h ago"],
    [23 * 3_600_000, "23 小时前", "23 h ago"],
    [86_400_000, "1 天前", "1 d ago"],
    [-300_000, "5 分钟后", "in 5 min"],
  ])("say how long ago %i ms are", (ms, zh, en) => {
    expect(f.ago(at, later(ms))).toBe(zh);
    inEnglish(() => expect(f.ago(at, later(ms))).toBe(en));
  });

  it("know the days of China as the API asks for them", () => {
    expect(f.dayCode("2020-02-23T16:00:00Z")).toBe("2020-02-24");
    expect(f.startOfDay("2020-02-24")).toBe("2020-02-23T16:00:00.000Z");
    expect(f.startOfDay("2020-02-28", 2)).toBe("2020-02-29T16:00:00.000Z");
  });

  it.each([
    [0, "0 秒"],
    [45_000, "45 秒"],
    [200_000, "3 分 20 秒"],
    [180_000, "3 分"],
    [7_500_000, "2 小时 5 分"],
    [2 * 86_400_000 + 3 * 3_600_000 + 60_000, "2 天 3 小时"],
    [-5, "0 秒"],
  ])("last %i ms: %s", (ms, text) => expect(f.duration(ms)).toBe(text));
});

describe("figures", () => {
  it.each([
    [0, "0", "0"],
    [9876, "9,876", "9,876"],
    [12_345, "1.2万", "12.3k"],
    [123_456, "12.3万", "123k"],
    [1_234_567, "123万", "1.2M"],
    [340_000_000, "3.4亿", "340M"],
  ])("%i is %s", (value, zh, en) => {
    expect(f.roundCount(value)).toBe(zh);
    inEnglish(() => expect(f.roundCount(value)).toBe(en));
  });

  it("group thousands", () => expect(f.count(1234567)).toBe("1,234,567"));

  it.each([
    [0, "0 元"],
    [8850, "88.5 元"],
    [999_999, "9,999.99 元"],
    [1_000_000, "1 万元"],
    [1_234_500, "1.23 万元"],
    [200_000_000_000, "200,000 万元"],
    [-1_000_000, "-1 万元"],
  ])("%i fen are %s", (fen, text) => expect(f.money(fen)).toBe(text));

  it("write temperatures with one digit", () => {
    expect(f.temperature(373)).toBe("37.3 ℃");
    expect(f.temperature(360)).toBe("36.0 ℃");
  });

  it("never round a share up to a bar that it misses", () => {
    expect(f.percent(899 / 1000)).toBe("89.9%");
    expect(f.percent(0.89999)).toBe("89.9%");
    expect(f.percent(0.9)).toBe("90.0%");
    expect(f.percent(0.29)).toBe("29.0%");
    expect(f.percent(null)).toBe("—");
  });

  it("measure files", () => {
    expect(f.fileSize(512)).toBe("512 B");
    expect(f.fileSize(1536)).toBe("1.5 KB");
    expect(f.fileSize(30 * 1024 * 1024)).toBe("30 MB");
  });
});

it("shows a dash for what is absent", () => {
  for (const absent of [undefined, null]) {
    expect([f.day(absent), f.moment(absent), f.clock(absent), f.ago(absent), f.duration(absent)]).toEqual(Array(5).fill("—"));
    expect([f.count(absent), f.roundCount(absent), f.money(absent), f.temperature(absent), f.shown(absent)]).toEqual(Array(5).fill("—"));
  }
  expect(f.moment("no time")).toBe("—");
  expect(f.shown("")).toBe("—");
  expect(f.shown(0)).toBe("0");
});

it("masks as the server does", () => {
  expect(f.masked.name("张三")).toBe("张*");
  expect(f.masked.name("欧阳建国")).toBe("欧阳**");
  expect(f.masked.name("欧阳")).toBe("欧*");
  expect(f.masked.mobile("13812348000")).toBe("138****8000");
  expect(f.masked.document("370811199001010014")).toBe("370***********0014");
  expect(f.masked.document("1234")).toBe("****");
});

describe("times of long ago", () => {
  it("are what clocks in China showed then: summer time until 1991", () => {
    expect(f.exactMoment("1988-07-01T00:00:00Z")).toBe("1988年7月1日 09:00:00");
    expect(f.exactMoment("1991-12-31T16:00:00Z")).toBe("1992年1月1日 00:00:00");
    expect(f.day("1970-01-01")).toBe("1970年1月1日");
  });
});
