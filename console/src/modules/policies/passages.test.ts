import { describe, expect, it } from "vitest";
import { changesOf, markWords, partsOf, wordsOf } from "./passages";

const section = (offset: number, length: number, number = "", heading = "", depth = 0) => ({ offset, length, number, heading, depth });
const words = (text: string, sections = [section(0, [...text].length)], mark?: { offset: number; length: number }) =>
  partsOf(text, sections, mark).map((part) => part.paragraphs.map(({ pieces }) => pieces.map((piece) => (piece.isMarked ? `<${piece.text}>` : piece.text)).join("")));

describe("the text of a policy", () => {
  it("is cut into its sections and paragraphs", () => {
    const text = "通知\n\n　　一、减免租金。\n二、缓缴税款。";
    const parts = partsOf(text, [section(0, 6), section(6, 8, "一、", "减免租金"), section(14, 7, "二、", "缓缴税款")]);
    expect(parts.map((part) => part.heading)).toEqual(["", "一、减免租金", "二、缓缴税款"]);
    expect(words(text)).toEqual([["通知", "一、减免租金。", "二、缓缴税款。"]]);
  });

  it("marks a passage across paragraphs", () => {
    expect(words("甲乙丙\n丁戊", undefined, { offset: 1, length: 4 })).toEqual([["甲<乙丙>", "<丁>戊"]]);
  });

  it("counts characters, not halves of them", () => {
    expect(words("𠮷𠮷减免", undefined, { offset: 2, length: 2 })).toEqual([["𠮷𠮷<减免>"]]);
  });

  it("marks nothing without a passage, nor beyond the end", () => {
    expect(words("甲乙")).toEqual([["甲乙"]]);
    expect(words("甲乙", undefined, { offset: 9, length: 4 })).toEqual([["甲乙"]]);
  });
});

describe("the words of a reason", () => {
  it("are marked wherever they stand, the longer first", () => {
    expect(markWords("厂房租金减免，租金", wordsOf("租金 · 厂房租金"))).toEqual([
      { text: "厂房租金", isMarked: true },
      { text: "减免，", isMarked: false },
      { text: "租金", isMarked: true },
    ]);
  });
  it("are marked in parts where they do not stand in one piece", () => {
    expect(markWords("减免企业房租", ["减免房租"]).filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(["减免", "房租"]);
  });
  it("do not care for capitals, and joined ones are one mark", () => {
    expect(markWords("ETC卡", ["etc", "卡"])).toEqual([{ text: "ETC卡", isMarked: true }]);
    expect(markWords("", ["卡"])).toEqual([]);
    expect(markWords("无", [])).toEqual([{ text: "无", isMarked: false }]);
  });
});

describe("what changed", () => {
  it("is shown with a little around it", () => {
    const long = "文".repeat(200);
    const changes = changesOf([{ change: "same", text: long }, { change: "removed", text: "三" }, { change: "added", text: "六" }, { change: "same", text: "个月" }], 10);
    expect(changes.map(({ change }) => change)).toEqual(["left_out", "same", "removed", "added", "same"]);
    expect(changes[1]!.text).toHaveLength(10);
    expect(changes.map(({ text }) => text).join("")).toBe(`${long}三六个月`);
  });
  it("leaves what is short as it is", () => {
    expect(changesOf([{ change: "same", text: "短" }])).toEqual([{ change: "same", text: "短" }]);
  });
});
