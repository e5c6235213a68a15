// What a pass is worth now, and why one was revoked.
import type { Schema } from "@/api";
import type { Tone } from "@/parts/StatusTag.vue";
import { say } from "@/parts/i18n";

export type PassRow = Schema<"PassRow">;
export type PassView = Schema<"PassView">;
export type PassState = "valid" | "expired" | "revoked";

/** Revoked is revoked, expired or not. */
export function stateOf(pass: { expires_at: string; revoked_at?: string }, now: number = Date.now()): PassState {
  if (pass.revoked_at) return "revoked";
  return Date.parse(pass.expires_at) <= now ? "expired" : "valid";
}

export const tones: Record<PassState, Tone> = { valid: "good", expired: "calm", revoked: "bad" };

// Reasons that the program itself gives; others are the words of whoever revoked it.
const own = ["unfit_declaration", "person_erased"];
export const reasonText = (reason: string): string => (own.includes(reason) ? say(`passes.ownReasons.${reason}`) : reason);
