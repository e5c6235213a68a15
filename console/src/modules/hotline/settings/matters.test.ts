import { expect, it } from "vitest";
import { byDivision, unassigned, type Matter } from "./matters";

const row = (division: string, matter: string): Matter => ({ division, matter, organization: "1", organization_name: "局", set_by: "张敏", set_at: "2020-02-24T00:00:00Z" });

it("groups by place, the larger first", () =>
  expect(byDivision([row("370811", "税务"), row("3708", "税务"), row("370811", "教育")]).map(({ division, rows }) => `${division} ${rows.length}`)).toEqual(["3708 1", "370811 2"]));

it("tells the matters that nobody answers for", () => expect(unassigned({ items: [row("3708", "税务")], proposed: ["税务", "教育"] })).toEqual(["教育"]));
