// With passes that the program signed for a synthetic city (vectors.json says how they were made).
import { webcrypto } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyEd25519 } from "./ed25519";
import type * as PassToken from "./pass-token";
import { readPassToken } from "./pass-token";
import vectors from "./vectors.json";

const [first] = vectors.tokens;
if (!first) throw new Error("no vectors");
const key = vectors.pass_keys[0]!;

const changed = (token: string, at: number) =>
  token.slice(0, at) + (token.charAt(at) === "A" ? "B" : "A") + token.slice(at + 1);

describe("the token of a pass", () => {
  it("says whose pass it is and how long it is good", () => {
    for (const { token, pass, person, expires_at } of vectors.tokens) {
      const read = readPassToken(token);
      expect(read).toMatchObject({ pass, person, keyId: key.id });
      expect(new Date(read!.expires).toISOString()).toBe(expires_at);
    }
  });

  it("takes any text and finds no token in it", () => {
    const bad = [
      "",
      "https://example.cn/pay",
      "a".repeat(146),
      "*".repeat(146),
      first.token.slice(1),
      `${first.token}A`,
    ];
    for (const text of bad) expect(readPassToken(text)).toBeUndefined();
    // Version 2 is not ours to read.
    expect(readPassToken(`Ag${first.token.slice(2)}`)).toBeUndefined();
  });
});

// Once with what the browser brings, once with the library for browsers that do not.
describe.each([
  ["WebCrypto", webcrypto as unknown as Crypto],
  ["the library", { getRandomValues: webcrypto.getRandomValues } as unknown as Crypto],
])("the signature of a pass, checked with %s", (_name, browser) => {
  let checkSignature: typeof PassToken.checkSignature;
  beforeEach(async () => {
    vi.stubGlobal("crypto", browser);
    vi.resetModules();
    ({ checkSignature } = await import("./pass-token"));
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is ours on every pass that the program signed", async () => {
    for (const { token } of vectors.tokens)
      expect(await checkSignature(readPassToken(token)!, vectors.pass_keys)).toBe("ours");
  });

  it("is forged when one character is another, wherever it stands", async () => {
    for (const at of [5, 30, 50, 55, 60, 100, 144]) {
      const read = readPassToken(changed(first.token, at));
      if (at < 55) expect(read).toBeDefined();
      if (read && read.keyId === key.id)
        expect(await checkSignature(read, vectors.pass_keys), `at ${at}`).toBe("forged");
    }
  });

  it("is forged with another key of the same id", async () => {
    const other = { ...key, key: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
    expect(await checkSignature(readPassToken(first.token)!, [other])).toBe("forged");
  });

  it("is forged with a key that is no point and one that is no key", async () => {
    for (const bad of ["_".repeat(43), "A", "*"])
      expect(await checkSignature(readPassToken(first.token)!, [{ ...key, key: bad }])).toBe("forged");
  });

  it("cannot be told without the key", async () => {
    expect(await checkSignature(readPassToken(first.token)!, [])).toBe("unknown_key");
  });
});

describe("the library", () => {
  // RFC 8032 section 7.1, test 2.
  const hex = (text: string) => Uint8Array.from(text.match(/../g)!, (byte) => parseInt(byte, 16));
  const publicKey = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const signature = hex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  );
  it("agrees with the standard", () => {
    expect(verifyEd25519(publicKey, signature, hex("72"))).toBe(true);
    expect(verifyEd25519(publicKey, signature, hex("73"))).toBe(false);
  });
});
