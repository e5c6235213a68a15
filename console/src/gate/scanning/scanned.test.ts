import { describe, expect, it } from "vitest";
import vectors from "../rules/vectors.json";
import { inferDocument } from "../rules/document";
import { justScanned, noteScan } from "./repeats";
import { enrolmentCodeIn, readScanned } from "./scanned";
import { makeTypedScan } from "./typed-scans";

const token = vectors.tokens[0]!.token;
const code = `tz_e_${"a".repeat(43)}`;

describe("what is scanned", () => {
  it("is a pass, a document, an enrolment, or another app's", () => {
    expect(readScanned(` ${token}\n`)).toEqual({ draft: { means: "pass", pass: token } });
    expect(readScanned("37088119850615021x")).toEqual({
      draft: { means: "document", document_kind: "resident_id", document: "37088119850615021X" },
    });
    expect(readScanned(code)).toEqual({ enrolment: code });
    expect(readScanned(`https://tongzhou.example/gate/#enrol=${code}`)).toEqual({ enrolment: code });
    for (const foreign of ["https://qr.alipay.com/abc", "", "370811199001010015", token.slice(0, 145)])
      expect(readScanned(foreign)).toEqual({ foreign: true });
  });

  it("is an enrolment only with a whole code", () => {
    expect(enrolmentCodeIn(`${code}x`)).toBeUndefined();
    expect(enrolmentCodeIn(`x${code}`)).toBeUndefined();
    expect(enrolmentCodeIn("tz_d_" + "a".repeat(43))).toBeUndefined();
  });
});

describe("a scanner that types", () => {
  const type = (text: string, pace: number) => {
    const gather = makeTypedScan();
    let at = 0;
    return [...text, "Enter"].map((key) => gather(key, (at += pace))).at(-1);
  };
  it("is read to its Enter, at a scanner's pace or a person's", () => {
    expect(type(token, 5)).toBe(token);
    expect(type("370811199001010014", 300)).toBe("370811199001010014");
    expect(type("365", 5)).toBeUndefined();
  });
  it("begins anew after a pause", () => {
    const gather = makeTypedScan();
    gather("9", 0);
    let at = 2_000;
    for (const key of "12345678") gather(key, (at += 5));
    expect(gather("Enter", at + 5)).toBe("12345678");
  });
});

it("takes the same code within seconds for the same showing, as long as it is held up", () => {
  noteScan("a", 0);
  expect(justScanned("b", 1_000)).toBe(false);
  expect(justScanned("a", 5_000)).toBe(true);
  expect(justScanned("a", 10_000)).toBe(true);
  expect(justScanned("a", 16_001)).toBe(false);
});

it("infers a visitor's document from its number", () => {
  expect(inferDocument("370811199001010014")).toEqual({ kind: "resident_id", number: "370811199001010014" });
  expect(inferDocument("370811199001010015")).toEqual({ fault: "bad_check_character" });
  expect(inferDocument("e1234 5678")).toEqual({ kind: "passport", number: "E12345678" });
  expect(inferDocument("工作证12")).toEqual({ kind: "other", number: "工作证12" });
  expect(inferDocument("")).toEqual({ fault: "missing" });
});
