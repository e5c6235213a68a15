import { expect, it } from "vitest";
import { eachOf } from "./sheet";

it("keeps the order, and does a few at a time", async () => {
  let running = 0;
  let most = 0;
  const done = await eachOf([5, 1, 4, 2, 3, 0], async (n) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, n));
    --running;
    return n * 10;
  });
  expect(done).toEqual([50, 10, 40, 20, 30, 0]);
  expect(most).toBe(4);
});

it("ends with the first failure", async () => {
  await expect(eachOf([1, 2, 3], async (n) => (n === 2 ? Promise.reject(new Error("two")) : n))).rejects.toThrow("two");
});
