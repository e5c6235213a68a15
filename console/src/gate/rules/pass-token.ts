// The token of a pass: what its QR code says, and whether this installation signed it.
//
//   byte   0      version, 1
//          1–16   pass id
//         17–32   person id
//         33–40   expires, UTC milliseconds, big endian
//         41–44   id of the signing key
//
// These 45 bytes are 60 characters of base64url; the Ed25519 signature over "tongzhou.pass." and those 60 characters
// follows as 86 more.
import { fromBase64url } from "./base64url";
import { uuidText } from "./uuid";

const tokenLength = 146;
const bodyLength = 60;

export interface PassToken {
  pass: string;
  person: string;
  /** Not valid from this instant on. */
  expires: number;
  keyId: string;
  signedPart: string;
  signature: string;
}

/** A key of the server's ring: eight hex digits, and 32 bytes as base64url. */
export interface PassKey {
  id: string;
  algorithm: string;
  key: string;
}

/** unknown_key: may well be ours, signed with a key that this device has not been sent yet. */
export type Signature = "ours" | "forged" | "unknown_key";

/** Nothing when the text does not have the form of a token. Takes any text, for anything can stand in a QR code. */
export function readPassToken(text: string): PassToken | undefined {
  if (text.length !== tokenLength) return undefined;
  const signedPart = text.slice(0, bodyLength);
  const bytes = fromBase64url(signedPart);
  if (!bytes || bytes[0] !== 1) return undefined;
  const view = new DataView(bytes.buffer);
  const expires = Number(view.getBigInt64(33));
  const keyId = Array.from(bytes.subarray(41), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    pass: uuidText(bytes.subarray(1, 17)),
    person: uuidText(bytes.subarray(17, 33)),
    expires,
    keyId,
    signedPart,
    signature: text.slice(bodyLength),
  };
}

export async function checkSignature(token: PassToken, keys: readonly PassKey[]): Promise<Signature> {
  const key = keys.find((candidate) => candidate.id === token.keyId);
  if (!key) return "unknown_key";
  const publicKey = fromBase64url(key.key);
  const signature = fromBase64url(token.signature);
  if (key.algorithm !== "Ed25519" || publicKey?.length !== 32 || signature?.length !== 64) return "forged";
  const message = new TextEncoder().encode(`tongzhou.pass.${token.signedPart}`);
  return (await isSignedBy(publicKey, signature, message)) ? "ours" : "forged";
}

type Bytes = Uint8Array<ArrayBuffer>;

async function isSignedBy(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  if (await browserKnowsEd25519()) {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, signature, message);
  }
  const { verifyEd25519 } = await import("./ed25519");
  return verifyEd25519(publicKey, signature, message);
}

let known: Promise<boolean> | undefined;

// Asked once. Phones of a few years ago do not know it, and no phone does on a page that did not come over TLS.
function browserKnowsEd25519(): Promise<boolean> {
  known ??= (async () => {
    const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
    if (!subtle) return false;
    try {
      await subtle.importKey("raw", new Uint8Array(32).fill(1), "Ed25519", false, ["verify"]);
      return true;
    } catch (refusal) {
      if (refusal instanceof DOMException && refusal.name === "DataError") return true;
      return false;
    }
  })();
  return known;
}
