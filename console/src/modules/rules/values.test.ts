import { beforeAll, describe, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import locale from "./locale";
import { isKind, kinds, valueText } from "./values";
import { fieldTime, instantOf } from "./wallTime";

beforeAll(() => addTexts("rules", locale));

describe("values", () => {
  it("are written with their units", () => {
    expect(valueText("fever_threshold", "37.3")).toBe("37.3 ℃");
    expect(valueText("pass_validity_days", "14")).toBe("14 天");
    expect(valueText("queue_spacing_cm", "300")).toBe("300 厘米");
    expect(valueText("contact_window_minutes", "15")).toBe("15 分钟");
    expect(valueText("pass_required", "true")).toBe("是");
    expect(valueText("resumption_procedure", "approval")).toBe("审批");
    expect(valueText("ticket_reply_days", "5")).toBe("5 个工作日");
    expect(valueText("working_hours", "08:30-12:00")).toBe("08:30-12:00");
    expect(valueText("fever_threshold", "withdrawn")).toBe("撤销");
  });
  it("know their kinds", () => {
    expect(kinds).toHaveLength(20);
    expect(isKind("fever_threshold")).toBe(true);
    expect(isKind("toString")).toBe(false);
  });
});

describe("times of a field", () => {
  it("are those of China", () => {
    expect(fieldTime("2020-02-24T00:05:00Z")).toBe("2020-02-24T08:05");
    expect(instantOf("2020-02-24T08:05")).toBe("2020-02-24T00:05:00.000Z");
    expect(instantOf("")).toBeUndefined();
  });
});
