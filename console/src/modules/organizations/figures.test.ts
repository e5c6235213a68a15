import { describe, expect, it } from "vitest";
import { fenOf, figureOf, figureText, wanText } from "./figures";

describe("money in 万元", () => {
  it.each([
    ["66", 66_000_000],
    ["0.01", 10_000],
    ["0.000001", 1],
    ["1,234.567891", 1_234_567_891],
    ["１２．５", 12_500_000],
    ["1000000000", 1_000_000_000_000_000],
  ])("%s 万元 is exactly %d fen", (text, fen) => expect(fenOf(text)).toEqual({ value: fen }));

  it.each([
    ["1.0000001", "too_precise"],
    ["-5", "not_a_number"],
    ["66万", "not_a_number"],
    ["1.2.3", "not_a_number"],
    ["1000000000.000001", "out_of_range"],
  ])("%s is refused: %s", (text, fault) => expect(fenOf(text)).toEqual({ fault }));

  it("is nothing when nothing is typed", () => expect(fenOf(" ")).toEqual({}));

  it("comes back as it went in, to the fen", () => {
    for (const fen of [0, 1, 10_000, 66_000_000, 1_234_567_891, 999_999_999_999_999]) expect(fenOf(wanText(fen))).toEqual({ value: fen });
    expect(wanText(undefined)).toBe("");
    expect(wanText(66_000_000)).toBe("66");
    expect(wanText(1)).toBe("0.000001");
  });
});

describe("a figure with limits", () => {
  it("counts tenths", () => {
    expect(figureOf("12.5", 1, { most: 100_000 })).toEqual({ value: 125 });
    expect(figureText(125, 1)).toBe("12.5");
    expect(figureText(30, 1)).toBe("3");
  });
  it("says when it is too small or too fine", () => {
    expect(figureOf("0", 0, { least: 1, most: 200 })).toEqual({ fault: "out_of_range" });
    expect(figureOf("1.5", 0, { most: 200 })).toEqual({ fault: "too_precise" });
    expect(figureOf("1.0", 0, { most: 200 })).toEqual({ value: 1 });
  });
});
