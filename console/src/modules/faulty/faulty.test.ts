import { beforeAll, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import { faultsOf, faultText, laidOut } from "./faulty";
import locale from "./locale";

beforeAll(() => addTexts("faulty", locale));

it("reads fields and codes", () => {
  expect(faultsOf("/temperature:missing /visitor/mobile:pattern")).toEqual([
    { field: "/temperature", code: "missing" },
    { field: "/visitor/mobile", code: "pattern" },
  ]);
  expect(faultsOf(":not_an_object")).toEqual([{ field: "", code: "not_an_object" }]);
});

it("says what it knows in words, and the rest as it is", () => {
  expect(faultsOf("/temperature:missing").map(faultText)).toEqual(["体温：缺少"]);
  expect(faultsOf("/colour:too_loud").map(faultText)).toEqual(["colour：too_loud"]);
});

it("lays out what is JSON and leaves alone what is not", () => {
  expect(laidOut('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(laidOut('{"a":')).toBe('{"a":');
});
