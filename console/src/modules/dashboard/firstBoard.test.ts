import { afterEach, expect, it, vi } from "vitest";
import { answerWith, problemResponse } from "@/parts/testing";
import { beginBoard, divisionOf, firstBoard } from "./firstBoard";

afterEach(() => vi.unstubAllGlobals());
const signal = new AbortController().signal;
const places = { "GET /dashboard": ({ query }: { query: URLSearchParams }) => ({ division: query.get("division") }) };

it("is asked for once by the way to the page, and taken once", async () => {
  const asked = answerWith(places);
  beginBoard({ division: "370811" });
  expect((await firstBoard("370811", signal)).division).toBe("370811");
  expect(asked).toHaveLength(1);
  await firstBoard("370811", signal);
  expect(asked).toHaveLength(2);
});

it("is none of another place", async () => {
  answerWith(places);
  beginBoard({ division: "370811" });
  expect((await firstBoard("370829", signal)).division).toBe("370829");
  beginBoard({ division: "x" });
  expect((await firstBoard(undefined, signal)).division).toBeNull();
});

it("that failed is told to who takes it", async () => {
  answerWith({ "GET /dashboard": () => problemResponse(403, "no_permission") });
  beginBoard({});
  await expect(firstBoard(undefined, signal)).rejects.toMatchObject({ code: "no_permission" });
});

it("knows a code of a division", () => {
  expect([divisionOf({ division: "370811" }), divisionOf({ division: "x" }), divisionOf({})]).toEqual(["370811", undefined, undefined]);
});
