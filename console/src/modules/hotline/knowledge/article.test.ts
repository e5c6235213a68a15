import { expect, it } from "vitest";
import { deedsFor } from "./article";

it("lets nobody review what he wrote himself", () => {
  expect(deedsFor({ state: "in_review", author: "1" }, { mayWrite: true, id: "1" })).toEqual(["change", "withdraw"]);
  expect(deedsFor({ state: "in_review", author: "1" }, { mayWrite: true, id: "2" })).toEqual(["review", "change", "withdraw"]);
});

it("goes from draft to review, and back by a change", () => {
  expect(deedsFor({ state: "draft", author: "1" }, { mayWrite: true, id: "1" })).toEqual(["submit", "change", "withdraw"]);
  expect(deedsFor({ state: "published", author: "1" }, { mayWrite: true, id: "1" })).toEqual(["change", "withdraw"]);
  expect(deedsFor({ state: "withdrawn", author: "1" }, { mayWrite: true, id: "1" })).toEqual(["change"]);
  expect(deedsFor({ state: "draft", author: "1" }, { mayWrite: false, id: "1" })).toEqual([]);
});
