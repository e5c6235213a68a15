import { describe, expect, it } from "vitest";
import { suggestedUscc, tidyUscc, usccFault } from "./uscc";

describe("a unified social credit code", () => {
  it.each(["914403001922038216", "91110108551385082Q", "12100000400000624D", "91350100M000100Y43", "91370811MA3T00009G", "91370800MA3T002870"])(
    "%s holds",
    (code) => expect(usccFault(code)).toBeUndefined(),
  );

  it.each([
    ["914403001922038217", "bad_check_character"],
    ["91110000802100433I", "bad_character"],
    ["91350100M000100Y4", "wrong_length"],
    ["91350100M000100Y433", "wrong_length"],
    ["9135O100M000100Y43", "bad_character"],
    ["91A50100M000100Y43", "bad_division"],
  ])("%s is told to be %s", (code, fault) => expect(usccFault(code)).toBe(fault));

  it("is none when nothing is typed", () => expect(usccFault("  ")).toBeUndefined());

  it("is read in full width, small letters and groups", () => {
    expect(tidyUscc(" ９１３７０８１１ ma3t 00009g")).toBe("91370811MA3T00009G");
    expect(usccFault("91370811 ma3t 00009g")).toBeUndefined();
  });

  it("is guessed only where a forbidden letter stands for a digit", () => {
    expect(suggestedUscc("9137O811MA3T00009G")).toBe("91370811MA3T00009G");
    expect(suggestedUscc("9137O811MA3T00008G")).toBeUndefined();
    expect(suggestedUscc("91370811MA3T00009G")).toBeUndefined();
  });
});
