import { describe, expect, it } from "vitest";
import { isOverdue, marksOf } from "./ticket";

const noon = Date.parse("2020-02-24T04:00:00Z");
const plain = { state: "dispatched", due_at: "2020-02-28T15:59:59.999Z", returned: 0, redone: 0, confidential: false } as const;
const words = (ticket: Parameters<typeof marksOf>[0]) => marksOf(ticket, noon).map((mark) => mark.word);

describe("what stands out", () => {
  it("is nothing of a ticket in time", () => expect(words(plain)).toEqual([]));
  it("is a yellow card only while the term runs", () => {
    const yellow = { ...plain, yellow_at: "2020-02-24T01:00:00Z" };
    expect(words(yellow)).toEqual(["yellow"]);
    expect(words({ ...yellow, state: "replied" })).toEqual([]);
  });
  it("is a red card for ever, under another name once there is a reply", () => {
    const red = { ...plain, red_at: "2020-02-24T01:00:00Z", supervised_at: "2020-02-24T01:00:00Z" };
    expect(words(red)).toEqual(["red", "supervised"]);
    expect(words({ ...red, state: "closed" })).toEqual(["late", "supervised"]);
  });
  it("is overdue before the card is given", () => expect(words({ ...plain, due_at: "2020-02-24T03:59:59.999Z" })).toEqual(["overdue"]));
  it("is that it came back, until it is sent again", () => {
    expect(words({ ...plain, state: "accepted", returned: 2 })).toEqual(["returned"]);
    expect(words({ ...plain, returned: 2 })).toEqual([]);
  });
  it("is an unhappy caller, a wish for time, a second attempt, confidence", () =>
    expect(words({ ...plain, rating: "dissatisfied", asked_days: 5, redone: 1, confidential: true })).toEqual(["unhappy", "asks", "redone", "confidential"]));
});

it("is overdue only while a department owes a reply", () => {
  const late = { due_at: "2020-02-24T03:00:00Z" };
  expect(isOverdue({ state: "in_progress", ...late }, noon)).toBe(true);
  expect(isOverdue({ state: "replied", ...late }, noon)).toBe(false);
  expect(isOverdue({ state: "accepted" }, noon)).toBe(false);
});
