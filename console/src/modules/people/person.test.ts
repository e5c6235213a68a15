import { describe, expect, it } from "vitest";
import { faultOfDocument, presentEntry, toldByDocument, type PersonView } from "./person";

describe("a resident ID (GB 11643)", () => {
  // Synthetic numbers; the last one was born on a leap day.
  it.each(["370811199001010014", "370811199001010006", "37088119850615021X", "37088119850615021x", "370826199202290539", " 3708 1119 9001 0100 14"])(
    "%s may be one",
    (typed) => expect(faultOfDocument("resident_id", typed)).toBeUndefined(),
  );

  it.each([
    ["370811199001010015", "bad_check_character"],
    ["370826199102290539", "bad_birth_date"],
    ["37081119900101001", "wrong_length"],
    ["37081119900101001Y", "bad_character"],
    ["070811199001010014", "bad_division"],
  ])("%s is refused: %s", (typed, fault) => expect(faultOfDocument("resident_id", typed)).toBe(fault));

  it("is not found fault with before anything was typed", () => expect(faultOfDocument("resident_id", "")).toBeUndefined());

  it("tells sex and year of birth", () => {
    expect(toldByDocument("resident_id", "370811199001010014")).toEqual({ sex: "male", birthYear: 1990 });
    expect(toldByDocument("resident_id", "370811199001010006")).toEqual({ sex: "female", birthYear: 1990 });
    expect(toldByDocument("resident_id", "370811199001010015")).toBeUndefined();
    expect(toldByDocument("passport", "E12345678")).toBeUndefined();
  });
});

it("checks other documents by their own form", () => {
  expect(faultOfDocument("passport", "e12345678")).toBeUndefined();
  expect(faultOfDocument("hk_macao_permit", "H12345678")).toBeUndefined();
  expect(faultOfDocument("hk_macao_permit", "12345678")).toBe("not_a_document_number");
});

it("is about the newest entry that has not ended", () => {
  const entry = (id: string, until_at?: string) => ({ id, until_at }) as PersonView["entries"][number];
  expect(presentEntry({ id: "p", masked_name: "张*", entries: [entry("a", "2020-02-01T00:00:00Z"), entry("b"), entry("c")] })?.id).toBe("b");
  expect(presentEntry({ id: "p", masked_name: "张*", entries: [entry("a", "2020-02-01T00:00:00Z")] })).toBeUndefined();
});
