import { expect, it } from "vitest";
import type { Texts } from "@/parts/i18n";
import locale from "./locale";

const keysOf = (texts: Texts, below = ""): string[] => Object.entries(texts).flatMap(([name, value]) => (typeof value === "string" ? [`${below}${name}`] : keysOf(value, `${below}${name}.`)));

it("says everything in both languages", () => expect(keysOf(locale.en).sort()).toEqual(keysOf(locale["zh-CN"]).sort()));
