import { describe, expect, it } from "vitest";
import { cellsOf, columnChoicesOf, noteOf, reasonsAndWarnings } from "./notes";

const notes = { reasons: [{ code: "bad_check_character", field: "uscc", zh: "校验位不符", en: "Check" }], warnings: [{ code: "county_disagrees", field: "", zh: "区县不一", en: "County" }] };

describe("what is said of a row", () => {
  it("is read from free JSON", () => {
    expect(reasonsAndWarnings(notes).reasons[0]).toMatchObject({ field: "uscc", zh: "校验位不符" });
    expect(reasonsAndWarnings(notes).warnings).toHaveLength(1);
    expect(reasonsAndWarnings(undefined)).toEqual({ reasons: [], warnings: [] });
    expect(noteOf("x")).toBeUndefined();
    expect(columnChoicesOf(null)).toEqual([]);
  });

  it("puts the cells that are wrong first", () => {
    const cells = cellsOf(["甲公司", "9137", "注"], ["企业名称", "代码", "备注"], [{ header: "代码", field: "uscc" }, { header: "企业名称", field: "name" }], notes);
    expect(cells.map((cell) => [cell.header, cell.text, cell.isFaulty])).toEqual([
      ["代码", "9137", true],
      ["企业名称", "甲公司", false],
      ["备注", "注", false],
    ]);
  });

  it("marks the cells that say what the row is about", () => {
    const cells = cellsOf(["甲公司"], ["企业名称"], [{ header: "企业名称", field: "name" }], {}, ["name"]);
    expect(cells).toEqual([{ header: "企业名称", text: "甲公司", isFaulty: false, isKey: true }]);
  });

  it("fills up a row that is too short", () => expect(cellsOf(["甲"], ["a", "b"], [], {}).map((cell) => cell.text)).toEqual(["甲", ""]));
});
