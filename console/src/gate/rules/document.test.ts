import { describe, expect, it } from "vitest";
import { documentHash, maskedDocument, parseDocument, parseMobile } from "./document";
import vectors from "./vectors.json";

describe("the number of a resident ID", () => {
  it.each(["370811199001010014", "370811199001010006", "37088119850615021X", "370826199202290539"])("%s", (number) => {
    expect(parseDocument("resident_id", number)).toEqual({ number });
  });

  it("is put right", () => {
    expect(parseDocument("resident_id", " 370881 19850615 021x ")).toEqual({ number: "37088119850615021X" });
    expect(parseDocument("resident_id", "３７０８１１１９９００１０１００１４")).toEqual({
      number: "370811199001010014",
    });
  });

  it.each([
    ["", "missing"],
    ["37081119900101001", "wrong_length"],
    ["37081119900101001A", "bad_character"],
    ["070811199001010014", "bad_division"],
    ["370826199102290539", "bad_birth_date"],
    ["370811184901010014", "bad_birth_date"],
    ["370811199001010015", "bad_check_character"],
  ])("%s is at fault: %s", (number, fault) => {
    expect(parseDocument("resident_id", number)).toEqual({ fault });
  });
});

describe("the numbers of other documents", () => {
  it.each([
    ["passport", "e12345678", "E12345678"],
    ["hk_macao_permit", "H12345678", "H12345678"],
    ["hk_macao_permit", "m 12345678 (01)", "M1234567801"],
    ["taiwan_permit", "12345678", "12345678"],
    ["foreign_permanent_resident", "ABC123456789012", "ABC123456789012"],
    ["other", "工作证-12", "工作证12"],
  ] as const)("%s %s", (kind, typed, number) => {
    expect(parseDocument(kind, typed)).toEqual({ number });
  });

  it.each([
    ["passport", "E1"],
    ["hk_macao_permit", "X12345678"],
    ["taiwan_permit", "1234567"],
    ["other", "1"],
  ] as const)("%s %s is none", (kind, typed) => {
    expect(parseDocument(kind, typed)).toEqual({ fault: "not_a_document_number" });
  });
});

describe("what the roster knows a document by", () => {
  it("is the hash that the program made of the same number", () => {
    expect(vectors.documents.length).toBeGreaterThan(2);
    for (const { kind, number, hash } of vectors.documents)
      expect(documentHash(kind as "resident_id", number, vectors.salt)).toBe(hash);
  });
});

it("masks what stays on a screen", () => {
  expect(maskedDocument("resident_id", "370811199001010014")).toBe("370***********0014");
  expect(maskedDocument("passport", "E12345678")).toBe("E*****678");
  expect(maskedDocument("other", "1234")).toBe("****");
});

it("takes a mobile as people write it", () => {
  expect(parseMobile("+86 138-0013-8000")).toBe("13800138000");
  expect(parseMobile("008613800138000")).toBe("13800138000");
  expect(parseMobile("１３８００１３８０００")).toBe("13800138000");
  for (const bad of ["", "12800138000", "0537-2345678", "1380013800", "138001380001"])
    expect(parseMobile(bad)).toBeUndefined();
});
