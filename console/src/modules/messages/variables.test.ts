import { describe, expect, it } from "vitest";
import { linked, ownVariables, speak, variablesIn } from "./variables";

describe("the variables of a text", () => {
  it("are found once each, in their order, and told from those that are known", () => {
    expect(variablesIn("{{recipient}}，{{日期}}", "{{日期}}前到{{link}}")).toEqual(["recipient", "日期", "link"]);
    expect(ownVariables("{{recipient}}，请于{{日期}}前到{{ 地点 }}办理：{{link}}")).toEqual(["日期", "地点"]);
    expect(variablesIn("{{}} {一} {{未完")).toEqual([]);
  });

  it("are replaced by their values, and a value is never read as a variable", () => {
    expect(speak("{{a}}和{{b}}。", { a: "{{b}}", b: undefined })).toEqual([
      { text: "{{b}}", variable: "a" },
      { text: "和" },
      { text: "{{b}}", variable: "b" },
      { text: "。" },
    ]);
    expect(speak("", {})).toEqual([]);
  });
});

describe("the links of a text", () => {
  it("are told apart, though one begins with the other", () => {
    expect(linked("见 /l/a，办理 /l/a/apply", { open: "/l/a", apply: "/l/a/apply" })).toEqual([
      { text: "见 " },
      { text: "/l/a", link: "open" },
      { text: "，办理 " },
      { text: "/l/a/apply", link: "apply" },
    ]);
    expect(linked("无", { open: undefined })).toEqual([{ text: "无" }]);
  });
});
