import { expect, it } from "vitest";
import { countOfOperations, readable, type Description } from "./description";

const description: Description = {
  info: { title: "Tongzhou", version: "1" },
  tags: [{ name: "", description: "" }, { name: "sites", description: "sites" }],
  paths: { "/sites": { get: { summary: "Sites", description: "厂区", "x-permission": "site_read" }, post: { summary: "Enter a site" } } },
};
const words = { isChinese: true, needs: (permission: string) => `权限：${permission}`, tag: (name: string) => (name === "sites" ? "厂区" : undefined) };

it("puts the language of the page first, and says the permission", () => {
  const chinese = readable(description, words);
  expect(chinese.paths["/sites"]!.get).toMatchObject({ summary: "厂区", description: "Sites\n\n权限：site_read" });
  expect(chinese.paths["/sites"]!.post).toMatchObject({ summary: "Enter a site" });
  expect(readable(description, { ...words, isChinese: false }).paths["/sites"]!.get).toMatchObject({ summary: "Sites", description: "厂区\n\n权限：site_read" });
  expect(chinese.tags).toEqual([{ name: "sites", description: "厂区" }]);
  expect(description.paths["/sites"]!.get!.summary).toBe("Sites");
  expect(countOfOperations(description)).toBe(2);
});
