import { describe, expect, it } from "vitest";
import { changeFormOf, changeOf, changesNothing, emptyEnrolment, newPersonOf, nextEnrolment } from "./enrolment";
import type { Entry } from "./person";

describe("entering somebody", () => {
  it("leaves out what was left empty, and what a resident ID tells itself", () => {
    const form = { ...emptyEnrolment("o1"), document: " 370811199001010014 ", name: " 张敏 ", sex: "female", birthYear: "1980", workshop: " 一车间 " } as const;
    expect(newPersonOf(form)).toEqual({
      document_kind: "resident_id",
      document_number: "370811199001010014",
      name: "张敏",
      employer: "o1",
      workshop: "一车间",
    });
  });

  it("takes sex and year of birth from the form for other documents", () => {
    const form = { ...emptyEnrolment(), kind: "passport", document: "E12345678", name: "Li", sex: "male", birthYear: "1980", home: "370811" } as const;
    expect(newPersonOf(form)).toMatchObject({ sex: "male", birth_year: 1980, home_division: "370811" });
  });

  it("keeps for the next one what they have in common", () => {
    const form = { ...emptyEnrolment("o1"), document: "370811199001010014", name: "张敏", mobile: "13800138000", workshop: "一车间", shuttle: "3 号线", since: "2020-02-10" };
    expect(nextEnrolment(form)).toEqual({ ...emptyEnrolment("o1"), workshop: "一车间", shuttle: "3 号线", since: "2020-02-10" });
  });
});

describe("changing what is known", () => {
  const entry = { id: "e1", employer: "o1", workshop: "一车间", home_division: "370811", birth_year: 1990, sex: "male" } as Entry;

  it("is nothing when nothing was touched", () => expect(changesNothing(changeOf(changeFormOf(entry), entry))).toBe(true));

  it("says only what differs", () => {
    const change = changeOf({ ...changeFormOf(entry), mobile: "13800138000", workshop: "二车间" }, entry);
    expect(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))).toEqual({ employer: "o1", mobile: "13800138000", workshop: "二车间" });
  });

  it("clears a workshop and an address with an empty text", () => {
    expect(changeOf({ ...changeFormOf(entry), workshop: "", clearsAddress: true, address: "x" }, entry)).toMatchObject({ workshop: "", address: "" });
  });
});
