import { expect, it } from "vitest";
import { handlersFor } from "./handlers";

const named = [
  { division: "3708", matter: "税务", organization: "1", organization_name: "市税务局" },
  { division: "3708", matter: "社保费", organization: "1", organization_name: "市税务局" },
  { division: "370811", matter: "教育", organization: "2", organization_name: "任城区教体局" },
];
const names = (...given: Parameters<typeof handlersFor>) => handlersFor(...given).map(({ name }) => name);

it("offers the city's departments to a county, and no other county's", () => {
  expect(names("370812001", "", named, [])).toEqual(["市税务局"]);
  expect(names("370811", "", named, [])).toEqual(["市税务局", "任城区教体局"]);
});

it("finds them by name or by what they answer for", () => {
  expect(names("370811", "社保", named, [])).toEqual(["市税务局"]);
  expect(handlersFor("370811", "税务", named, [])[0]?.matters).toEqual(["税务", "社保费"]);
});

it("adds what the search has found, each once, where the place fits", () =>
  expect(names("370811", "局", named, [{ id: "2", name: "任城区教体局", division: "370811" }, { id: "3", name: "任城区财政局", division: "370811" }, { id: "4", name: "金乡县财政局", division: "370828" }])).toEqual(["市税务局", "任城区教体局", "任城区财政局"]));
