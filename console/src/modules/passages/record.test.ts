import { describe, expect, it } from "vitest";
import { emptyRecord, lacks, newPassageOf, readOff } from "./record";

const form = { ...emptyRecord("g1", "s1"), at: "2020-02-24T08:05", temperature: "36.5", document: "370811199001010014" };

describe("a passage entered by hand", () => {
  it("says what belongs to its means and nothing else", () => {
    expect(newPassageOf({ ...form, person: { id: "x", name: "张*" } }, "p1")).toEqual({
      id: "p1",
      gate: "g1",
      direction: "entry",
      means: "document",
      document_kind: "resident_id",
      document: "370811199001010014",
      temperature: 365,
      at: "2020-02-24T00:05:00.000Z",
    });
    expect(newPassageOf({ ...form, means: "manual", person: { id: "x", name: "张*" } }, "p1")).toMatchObject({ person: "x", document: undefined });
  });

  it("lacks a temperature only on the way in", () => {
    expect(lacks(form)).toBe(false);
    expect(lacks({ ...form, temperature: "" })).toBe(true);
    expect(lacks({ ...form, temperature: "", direction: "exit" })).toBe(false);
    expect(lacks({ ...form, temperature: "99" })).toBe(true);
  });

  it("lacks whoever it was, the gate, or the time", () => {
    expect(lacks({ ...form, document: " " })).toBe(true);
    expect(lacks({ ...form, means: "manual" })).toBe(true);
    expect(lacks({ ...form, gate: undefined })).toBe(true);
    expect(lacks({ ...form, at: "2020-02-24T" })).toBe(true);
  });
});

describe("what a device sent", () => {
  it("fills in what can be read", () => {
    const sent = JSON.stringify({ id: "nonsense", gate: "g2", direction: "exit", means: "visitor", temperature: 366, at: "2020-02-24T00:05:00Z", visitor: { name: "赵小川", outbreak_contact: false } });
    const read = readOff(sent, emptyRecord());
    expect(read).toMatchObject({ gate: "g2", direction: "exit", means: "visitor", temperature: "36.6", at: "2020-02-24T08:05" });
    expect(read.visitor).toMatchObject({ name: "赵小川", outbreak: false, mobile: "" });
  });

  it("leaves out what makes no sense", () => {
    expect(readOff('{"direction":"sideways","temperature":900,"at":"yesterday"}', form)).toMatchObject({ direction: "entry", temperature: "", at: form.at });
  });

  it("is left alone when it is no record at all", () => {
    expect(readOff('{"direction":', form)).toEqual(form);
    expect(readOff("7", form)).toEqual(form);
  });
});
