import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith } from "@/parts/testing";
import { formsFor, isReady, moveForms, nothingSaid, type Said } from "./moves";
import type { Ticket } from "./ticket";

const ticket = { id: "7", matter: "税务", extended_days: 0 } as Ticket;
const said = (change: Partial<Said> = {}): Said => ({ ...nothingSaid(ticket), ...change });
const form = (move: string) => moveForms.find((each) => each.move === move)!;

afterEach(() => vi.unstubAllGlobals());

it("offers what the ticket says may be done, the likeliest first", () =>
  expect(formsFor(["closed", "merged", "answered_directly", "dispatched"]).map((each) => each.move)).toEqual(["answered_directly", "dispatched", "closed", "merged"]));

it("has one key for each move that can be made at the same time", () => {
  const states: Ticket["may"][] = [
    ["answered_directly", "dispatched", "rejected", "merged"],
    ["started", "replied", "returned", "reassigned", "extended", "extension_asked", "extension_refused", "supervised", "joined", "advised", "merged", "published"],
    ["followed_up", "closed", "redone", "supervised", "published"],
  ];
  for (const may of states) {
    const keys = formsFor(may).map((each) => each.key);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

describe("is ready", () => {
  it("with a reason of two characters", () => {
    expect(isReady(form("returned"), said({ why: " 否 " }), ticket)).toBe(false);
    expect(isReady(form("returned"), said({ why: "不是" }), ticket)).toBe(true);
  });
  it("with a lead; helpers, matter and note may be missing", () => {
    expect(isReady(form("dispatched"), said(), ticket)).toBe(false);
    expect(isReady(form("dispatched"), said({ lead: "1", matter: "" }), ticket)).toBe(true);
  });
  it("with a rating of who was reached, unless the caller has rated", () => {
    expect(isReady(form("followed_up"), said(), ticket)).toBe(false);
    expect(isReady(form("followed_up"), said({ rating: "satisfied" }), ticket)).toBe(true);
    expect(isReady(form("followed_up"), said(), { rating: "satisfied" })).toBe(true);
    expect(isReady(form("followed_up"), said({ reached: false }), ticket)).toBe(true);
  });
});

it("sends what was said, and nothing that was left empty", async () => {
  const asked = answerWith({ "POST /tickets/7/dispatch": {}, "POST /tickets/7/follow-up": {}, "POST /tickets/7/publication": {} });
  await form("dispatched").send(ticket, said({ lead: "1", others: ["2"], why: "  " }));
  await form("followed_up").send(ticket, said({ reached: false, rating: "satisfied" }));
  await form("published").send(ticket, said({ summary: "" }));
  expect(asked.map((call) => call.body)).toEqual([{ lead: "1", others: ["2"], matter: "税务" }, { reached: false }, {}]);
});
