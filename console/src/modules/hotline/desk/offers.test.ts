import { describe, expect, it } from "vitest";
import { offersOf, type Suggestions } from "./offers";

const found = {
  policies: {
    good: true,
    confidence: 0.9,
    passages: [{ policy: "p1", version: 2, title: "若干意见", document_number: "济政发〔2020〕1号", text: "房租免收或减半。", offset: 40, length: 8, score: 0.8, reason: "房租 · 减免" }],
  },
  articles: [{ id: "a1", question: "社保能缓缴吗", answer: "能。", source: "鲁人社发〔2020〕1号", updated_at: "2020-02-24T00:00:00Z", score: 0.6 }],
  answers: [{ id: "t1", question: "口罩哪里买", answer: "药店。", updated_at: "2020-02-24T00:00:00Z", score: 0.5 }],
  referral: { departments: [], quality: { accuracy: 0.9, macro_f1: 0.9, messages: 100 }, model: "examples" },
} as Suggestions;

describe("offers", () => {
  it("keep their keys, whatever else was found", () => {
    expect(offersOf(found).map(({ key, kind }) => `${key} ${kind}`)).toEqual(["1 passage", "4 article", "7 answer"]);
    expect(offersOf({ ...found, policies: { ...found.policies, passages: [] } }).map(({ key }) => key)).toEqual(["4", "7"]);
    expect(offersOf(undefined)).toEqual([]);
  });
  it("quote with the source, and say what they quote", () => {
    const [passage, article, answer] = offersOf(found);
    expect(passage).toMatchObject({ answer: "《若干意见》（济政发〔2020〕1号）：房租免收或减半。", policy: "p1", article: undefined, to: { path: "/policies/p1", query: { at: "40", length: "8", version: "2" } } });
    expect(article).toMatchObject({ answer: "能。（鲁人社发〔2020〕1号）", article: "a1", to: "/articles/a1" });
    expect(answer).toMatchObject({ answer: "药店。", policy: undefined, article: undefined, to: "/tickets/t1" });
  });
});
