import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { encode } from "uqr";
import { expect, it } from "vitest";
import vectors from "../rules/vectors.json";
import { makePixelReader } from "./reader";

const side = 640;

/** A text as a code in the middle of what a camera sees, so many pixels wide. */
function picture(text: string, width: number) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const pixels = new Uint8ClampedArray(4 * side * side).fill(200);
  const start = (side - width) / 2;
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const isDark = data[Math.floor((y * size) / width)]![Math.floor((x * size) / width)];
      const at = 4 * ((start + y) * side + start + x);
      pixels.fill(isDark ? 16 : 235, at, at + 3);
    }
  return { data: pixels, width: side, height: side };
}

it("reads every pass at the first look, near and far", async () => {
  const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const read = await makePixelReader({ wasmBinary: new Uint8Array(readFileSync(file)).buffer });
  const token = vectors.tokens[0]!.token;
  let seed = 2020;
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const letter = () => letters[(seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) >> 25];
  for (let i = 0; i < 60; i++) {
    const text = token.slice(0, 6) + Array.from({ length: token.length - 6 }, letter).join("");
    expect(await read(picture(text, 220 + 6 * i))).toBe(text);
  }
  expect(await read({ data: new Uint8ClampedArray(4 * side * side).fill(200), width: side, height: side })).toBeUndefined();
});
