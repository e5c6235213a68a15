import { expect, it } from "vitest";
import { answerWith } from "@/parts/testing";
import { chainOf, differencesOf } from "./chain";
import type { Passage } from "./passage";

const passage = (id: string, more: Partial<Passage>): Passage => ({
  id, at: "2020-02-24T00:05:00Z", division: "370811", organization: "o", site: "s", gate: "g", direction: "entry", means: "document",
  verdict: "admitted", reason: "none", review: "none", offline: false, received_at: "2020-02-24T00:05:01Z", ...more,
});
const first = passage("a", { corrected_by: "b", temperature: 374, verdict: "held", reason: "fever" });
const second = passage("b", { corrects: "a", corrected_by: "c", temperature: 364 });
const third = passage("c", { corrects: "b", temperature: 364, direction: "exit" });

it("is the whole line from wherever one stands", async () => {
  answerWith({ "GET /passages/a": first, "GET /passages/b": second, "GET /passages/c": third });
  for (const from of [first, second, third]) expect((await chainOf(from)).map((each) => each.id)).toEqual(["a", "b", "c"]);
});

it("tells what each correction says otherwise", () => {
  expect(differencesOf(first, second)).toEqual(["verdict", "reason", "temperature"]);
  expect(differencesOf(second, third)).toEqual(["direction"]);
});
