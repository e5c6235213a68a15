import { expect, it } from "vitest";
import { answerWith, type Asked } from "@/parts/testing";
import { allContacts, whysOf } from "./contacts";

it("says every reason", () => {
  expect(whysOf({ same_gate: true, same_workshop: false, same_shuttle: true })).toEqual(["same_gate", "same_shuttle"]);
});

it("reads to the last page, with the filter on each", async () => {
  const asked = answerWith({
    "GET /fever-incidents/7/contacts": ({ query }: Asked) => {
      if (!query.get("cursor")) return { items: [{ id: "a" }, { id: "b" }], next: "c2" };
      return { items: [{ id: "c" }] };
    },
  });
  expect((await allContacts("7", { why: "same_gate" })).map((contact) => contact.id)).toEqual(["a", "b", "c"]);
  expect(asked.map((call) => call.query.get("why"))).toEqual(["same_gate", "same_gate"]);
});
