// Ed25519 for browsers that do not bring it. Loaded only there.
import { etc, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

etc.sha512Sync = (...parts) => sha512(etc.concatBytes(...parts));

export function verifyEd25519(publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    // As strict as libsodium, which signed it.
    return verify(signature, message, publicKey, { zip215: false });
  } catch (fault) {
    // Points that are none are reported by throwing; to a gate that is a forged pass.
    if (fault instanceof Error) return false;
    throw fault;
  }
}
