import { Blob as NodeBlob } from "node:buffer";
import { describe, expect, it } from "vitest";
import type { Schema } from "@/api";
import { ambiguousFields, choicesText, chosen, columnsOf, headOf, missingFields } from "./mapping";

const field = (name: string, more: object = {}) => ({ field: name, zh: name, en: name, required: false, candidates: [], ...more });
const preview: Schema<"ColumnPreview"> = {
  header: ["企业名称", "代码", "电话", "电话", "备注", "地址（注册）", "地址（经营）"],
  usable: false,
  fields: [
    field("name", { required: true, header: "企业名称" }),
    field("uscc", { required: true }),
    field("mobile", { header: "电话" }),
    field("address", { candidates: ["地址（注册）", "地址（经营）"] }),
  ],
  rows: [{ cells: ["甲公司", "9137", "1", "2"] }, { cells: ["乙公司", "9138"] }],
};

describe("the columns of a file", () => {
  const columns = columnsOf(preview, { 备注: "" });

  it("are what the server made of them", () => {
    expect(columns[0]).toMatchObject({ field: { field: "name" }, isChosen: false, samples: ["甲公司", "乙公司"] });
    expect(columns[1]!.field).toBeUndefined();
    expect(columns[4]).toMatchObject({ field: undefined, isChosen: true, samples: ["", ""] });
  });

  it("with the same header are one, the first", () => {
    expect(columns[2]!.field).toMatchObject({ field: "mobile" });
    expect(columns[3]).toMatchObject({ field: undefined, sameAs: 3 });
  });

  it("say which field is missing and which could be several", () => {
    expect(missingFields(preview).map((each) => each.field)).toEqual(["uscc"]);
    expect(ambiguousFields(preview).map((each) => each.field)).toEqual(["address"]);
    expect(columns[5]!.mayBe).toMatchObject({ field: "address" });
  });
});

describe("choosing", () => {
  it("gives a field to one column at a time", () => {
    const first = chosen({}, "代码", "uscc");
    expect(chosen(first, "备注", "uscc")).toEqual({ 备注: "uscc" });
    expect(chosen(first, "备注", "address")).toEqual({ 代码: "uscc", 备注: "address" });
  });
  it("leaves out as many columns as one likes", () => {
    expect(chosen(chosen({}, "电话", ""), "备注", "")).toEqual({ 电话: "", 备注: "" });
    expect(chosen({ 电话: "mobile" }, "电话", "")).toEqual({ 电话: "" });
  });
  it("is told to the API as a list", () => {
    expect(choicesText({})).toBeUndefined();
    expect(JSON.parse(choicesText({ 代码: "uscc", 备注: "" })!)).toEqual([
      { header: "代码", field: "uscc" },
      { header: "备注", field: "" },
    ]);
  });
});

describe("the head of a file", () => {
  // The one of jsdom cannot be read.
  const file = new NodeBlob(["a,b\n1,2\n3,4\n"]) as unknown as Blob;
  it("is cut after a line, and only where the file is text", async () => {
    expect(await (await headOf(file, true, 9)).text()).toBe("a,b\n1,2\n");
    expect(await headOf(file, false, 9)).toBe(file);
    expect(await headOf(file, true)).toBe(file);
  });
});
