import { expect, it } from "vitest";
import { pagesOfModules, pageOfList } from "./modules";
import { takeLinkFrom, linkToken, linkAddress } from "./links";

it("opens a list of the API on its page, with the same filter", () => {
  expect(pageOfList("/accounts?status=active&division=370811")).toBe("/accounts?status=active&division=370811");
  expect(pageOfList("/audit")).toBe("/audit");
  expect(pageOfList("/no-such-list")).toBeUndefined();
});

it("gives every page a title in both languages and no path twice", () => {
  const paths = pagesOfModules.map((page) => page.path);
  expect(new Set(paths).size).toBe(paths.length);
  for (const page of pagesOfModules) {
    expect(page.meta?.title?.zh, page.path).toBeTruthy();
    expect(page.meta?.title?.en, page.path).toBeTruthy();
  }
});

it("takes the token of a one-time link out of the address", () => {
  const address = linkAddress("tz_i_AyqaCCgwboi6-gh_XBac");
  expect(takeLinkFrom(new URL(address).hash)).toBe(true);
  expect(linkToken()).toBe("tz_i_AyqaCCgwboi6-gh_XBac");
  expect(takeLinkFrom("#main")).toBe(false);
  expect(takeLinkFrom("")).toBe(false);
});
