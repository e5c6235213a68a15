import { describe, expect, it } from "vitest";
import { fromBase64url, toBase64url } from "./base64url";
import { makeUuid, newUuid } from "./uuid";

describe("a UUID of version 7", () => {
  it("is the example of RFC 9562 for its time and random bits", () => {
    const random = (bytes: Uint8Array) =>
      bytes.set([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(makeUuid(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  it("has version and variant whatever the random bits", () => {
    for (const fill of [0, 0xff]) {
      const id = makeUuid(1_582_502_700_000, (bytes) => bytes.fill(fill));
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("sorts by time and does not repeat", () => {
    const early = makeUuid(1_000, (bytes) => bytes.fill(0xff));
    const late = makeUuid(1_001, (bytes) => bytes.fill(0));
    expect(early < late).toBe(true);
    expect(new Set(Array.from({ length: 2_000 }, newUuid)).size).toBe(2_000);
  });
});

describe("base64url", () => {
  it("goes there and back", () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 73 + length) & 0xff);
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
    }
  });

  it("takes nothing else", () => {
    for (const bad of ["A", "AB+C", "AB=", "AB/C", "AB C", "AB", "好"].filter((text) => text !== "AB"))
      expect(fromBase64url(bad)).toBeUndefined();
    expect(fromBase64url("AB")).toBeUndefined();
    expect(fromBase64url("AA")).toEqual(new Uint8Array([0]));
  });
});
