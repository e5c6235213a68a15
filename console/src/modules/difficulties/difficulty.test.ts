import { describe, expect, it } from "vitest";
import { addTexts } from "@/parts/i18n";
import { chainOf, isOverdue, type Difficulty, type Move, type State } from "./difficulty";
import { happeningsOf } from "./happenings";
import locale from "./locale";

addTexts("difficulties", locale);
const at = (hour: number) => `2020-02-24T0${hour}:00:00Z`;
const move = (number: number, name: Move, state: State, more = {}) => ({ number, at: at(number), actor_name: `人${number}`, move: name, state, level: "county", ...more }) as Difficulty["moves"][number];

describe("the chain", () => {
  const moves = [move(1, "raise", "raised"), move(2, "verify", "verified"), move(3, "claim", "claimed")];
  it("says who made each link when, and what is next", () => {
    expect(chainOf({ state: "claimed", moves }).map((link) => [link.name, link.standing, link.who])).toEqual([
      ["raised", "done", "人1"],
      ["verified", "done", "人2"],
      ["claimed", "done", "人3"],
      ["solved", "now", undefined],
      ["confirmed", "ahead", undefined],
    ]);
  });
  it("begins anew with what was sent back, and again where it was opened again", () => {
    expect(chainOf({ state: "returned", moves: [moves[0]!, move(2, "send_back", "returned")] })[0]!.standing).toBe("now");
    const again = [...moves, move(4, "solve", "solved"), move(5, "reopen", "claimed")];
    expect(chainOf({ state: "claimed", moves: again }).map((link) => link.standing)).toEqual(["done", "done", "done", "now", "ahead"]);
  });
  it("stays where it was when it is withdrawn", () => {
    const withdrawn = chainOf({ state: "withdrawn", moves: [...moves, move(4, "withdraw", "withdrawn")] });
    expect(withdrawn.map((link) => link.standing)).toEqual(["done", "done", "done", "ahead", "ahead"]);
  });
});

it("is overdue only while somebody is at work on it", () => {
  const due_at = at(1);
  expect(isOverdue({ state: "claimed", due_at }, Date.parse(at(2)))).toBe(true);
  expect(isOverdue({ state: "solved", due_at }, Date.parse(at(2)))).toBe(false);
  expect(isOverdue({ state: "raised", due_at }, Date.parse(at(0)))).toBe(false);
});

it("tells its story, the latest first", () => {
  const story = happeningsOf({ moves: [move(1, "raise", "raised"), move(2, "rise", "raised"), move(3, "reopen", "claimed", { why: "还差两辆车" })] });
  expect(story.map(({ title, text }) => [title, text])).toEqual([
    ["企业反映未解决", "人3：还差两辆车"],
    ["逾期，上升到县级", "人2"],
    ["提出", "人1"],
  ]);
});
