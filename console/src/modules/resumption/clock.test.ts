import { describe, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import { clockOf, clockText, clockTone, hoursOf, workingMinutes } from "./clock";
import locale from "./locale";

addTexts("resumption", locale);
const hours = hoursOf("08:30-12:00 13:30-17:30");
const at = (text: string) => Date.parse(`2020-${text}:00+08:00`);

describe("working hours", () => {
  it("are read off the rule", () => expect(hours).toEqual([{ begin: 510, end: 720 }, { begin: 810, end: 1050 }]));
  it("count neither noon nor night nor the weekend", () => {
    expect(workingMinutes(at("03-02T08:30"), at("03-02T17:30"), hours)).toBe(450);
    expect(workingMinutes(at("03-02T11:00"), at("03-02T14:00"), hours)).toBe(90);
    // From Friday noon to Monday morning.
    expect(workingMinutes(at("03-06T12:00"), at("03-09T09:30"), hours)).toBe(300);
    expect(workingMinutes(at("03-07T08:00"), at("03-08T20:00"), hours)).toBe(0);
    expect(workingMinutes(at("03-03T10:00"), at("03-03T09:00"), hours)).toBe(0);
  });
});

describe("the clock of a stage", () => {
  // Eight working hours from Monday 10:00: six on that day, two on the next.
  const term = { opened_at: at("03-02T10:00"), due_at: at("03-03T10:30"), hours: 8 };
  it("says what is left in working hours", () => {
    const clock = clockOf(term, hours, at("03-02T17:00"));
    expect(clock).toMatchObject({ isLate: false, working: 150 });
    expect(clockText(clock)).toBe("剩 2 小时 30 分工作时间");
    expect(clockText(clockOf(term, hours, at("03-03T10:15")))).toBe("剩 15 分钟工作时间");
    expect(clockTone(clock)).toBe("info");
    expect(clockTone(clockOf(term, hours, at("03-03T10:15")))).toBe("warn");
  });
  it("says only what the calendar says where a holiday lies in between, or the hours are not known", () => {
    const holiday = { ...term, due_at: at("03-04T11:00") };
    const clock = clockOf(holiday, hours, at("03-02T17:00"));
    expect(clock.working).toBeUndefined();
    expect(clockText(clock)).toBe("剩 1 天 18 小时");
    expect(clockOf({ ...term, hours: undefined }, hours, at("03-02T17:00")).working).toBeUndefined();
    expect(clockOf(term, [], at("03-02T17:00")).working).toBeUndefined();
  });
  it("is late after the term", () => {
    const clock = clockOf(term, hours, at("03-03T13:00"));
    expect(clockText(clock)).toBe("超时 2 小时 30 分");
    expect(clockTone(clock)).toBe("bad");
  });
});
