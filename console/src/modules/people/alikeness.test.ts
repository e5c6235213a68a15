import { expect, it } from "vitest";
import { alikeness } from "./alikeness";
import type { PersonView } from "./person";

const person = (...entries: Partial<PersonView["entries"][number]>[]) => ({ id: "p", masked_name: "", entries }) as unknown as PersonView;

it("compares every entry with every other", () => {
  const one = person({ masked_name: "张*", masked_mobile: "138****8000", birth_year: 1990 }, { masked_name: "张*", masked_mobile: "139****0001", birth_year: 1990 });
  const other = person({ masked_name: "张*", masked_mobile: "139****0001", birth_year: 1991, sex: "male" });
  expect(alikeness(one, other)).toEqual([
    { what: "name", standing: "same" },
    { what: "mobile", standing: "same" },
    { what: "birthYear", standing: "differs" },
    { what: "sex", standing: "unknown" },
    { what: "employer", standing: "unknown" },
  ]);
});
