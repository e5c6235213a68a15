import { describe, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import { clockText, clockTone } from "./clock";
import locale from "./locale";

addTexts("resumption", locale);
const at = (text: string) => Date.parse(`2020-${text}:00+08:00`);

describe("the clock of a stage", () => {
  const term = (working_minutes_left: number) => ({ due_at: "2020-03-03T10:30:00+08:00", working_minutes_left });
  const before = at("03-02T17:00");

  it("says what is left in working time, as the server counts it", () => {
    expect(clockText(term(200), before)).toBe("剩余 3 小时 20 分（工作时间）");
    expect(clockText(term(180), before)).toBe("剩余 3 小时（工作时间）");
    expect(clockText(term(15), before)).toBe("剩余 15 分钟（工作时间）");
    expect(clockTone(term(121), before)).toBe("info");
    expect(clockTone(term(120), before)).toBe("warn");
  });

  it("says how late it is, and only that it is late while nobody has worked since", () => {
    expect(clockText(term(-150), at("03-03T15:00"))).toBe("超时 2 小时 30 分（工作时间）");
    expect(clockText(term(0), at("03-03T10:31"))).toBe("已超时");
    expect(clockText(term(5), at("03-03T10:31"))).toBe("已超时");
    expect(clockTone(term(0), at("03-03T10:31"))).toBe("bad");
  });
});
