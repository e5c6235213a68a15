// Every text that a screen asks for is there in both languages, and no text is there that nobody asks for.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import declarations from "@/modules/declarations/locale";
import { en } from "./en";
import { zh } from "./zh";

const folder = join(process.cwd(), "src/me");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(vue|ts)$/.test(file) && !/\.test\.ts$|locale\//.test(file))
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");

function keysOf(texts: object, prefix: string): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" ? keysOf(value as object, `${prefix}.${key}`) : [`${prefix}.${key}`],
  );
}
const keys = keysOf(zh, "me");
const shared = keysOf(declarations["zh-CN"], "declarations");

describe("the texts of the employee's page", () => {
  it("are the same in both languages, with the same values in them", () => {
    expect(keysOf(en, "me")).toEqual(keys);
    const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();
    const at = (texts: object, key: string) =>
      key
        .split(".")
        .slice(1)
        .reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], texts) as string;
    for (const key of keys) expect(values(at(en, key)), key).toBe(values(at(zh, key)));
  });

  it("are all there that a screen asks for", () => {
    const asked = [...sources.matchAll(/["'`]((?:me|declarations)\.[\w.]+)["'`]/g)].map(([, key]) => key);
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.filter((key) => !keys.includes(key!) && !shared.includes(key!))).toEqual([]);
  });

  it("are all asked for", () => {
    const parts = [...sources.matchAll(/`(me\.[\w.]+\.)\$\{/g)].map(([, part]) => part!);
    const unused = keys.filter(
      (key) => !sources.includes(`"${key}"`) && !sources.includes(`'${key}'`) && !parts.some((part) => key.startsWith(part)),
    );
    expect(unused).toEqual([]);
  });
});
