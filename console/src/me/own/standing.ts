// What the page of the pass shows: the code, or why there is none. Pure: the same for what was just fetched and for what
// was kept, by the clock of the server as far as it is known.
import { mayBeUnfit } from "../health/topics";
import type { KeptFile, WaitingDeclaration } from "../keeping/database";
import type { OwnPass } from "../types";

export type Standing =
  /** `soon`: to be renewed within a day. */
  | { kind: "valid"; pass: OwnPass; soon: boolean }
  | { kind: "expired"; pass: OwnPass }
  /** By somebody, for a reason in their own words. */
  | { kind: "revoked"; pass: OwnPass }
  /** The last declaration earned none. */
  | { kind: "unfit"; at: string }
  /** Something was declared that may cost the pass, and the server does not know yet. */
  | { kind: "awaiting" }
  | { kind: "none" }
  /** Nothing was ever fetched on this phone. */
  | { kind: "unknown" };

const soon = 24 * 3_600_000;
const ownReasons = ["unfit_declaration", "person_erased"];

/** A reason that a person wrote. */
export const writtenReason = (pass: OwnPass): string | undefined =>
  pass.revoke_reason && !ownReasons.includes(pass.revoke_reason) ? pass.revoke_reason : undefined;

/** `now`: by the server's clock. */
export function standingOf(kept: KeptFile | undefined, waiting: readonly WaitingDeclaration[], now: number): Standing {
  if (waiting.some((declaration) => mayBeUnfit(declaration, kept?.file.province))) return { kind: "awaiting" };
  if (!kept) return { kind: "unknown" };
  const { pass, declaration } = kept.file;
  if (declaration?.result === "unfit" && (!pass || declaration.at >= pass.issued_at)) return { kind: "unfit", at: declaration.at };
  if (!pass) return { kind: "none" };
  if (pass.state === "revoked" || pass.revoked_at) return { kind: "revoked", pass };
  const left = Date.parse(pass.expires_at) - now;
  if (pass.state === "expired" || left <= 0) return { kind: "expired", pass };
  return { kind: "valid", pass, soon: left <= soon };
}

/** Milliseconds to add to this phone's clock; small ones come from the way here and are none. */
export function skewOf(sentAt: number, receivedAt: number, serverDate: string | null): number {
  const server = Date.parse(serverDate ?? "");
  if (Number.isNaN(server)) return 0;
  const skew = server + 500 - (sentAt + receivedAt) / 2;
  return Math.abs(skew) < Math.max(5_000, receivedAt - sentAt) ? 0 : Math.round(skew);
}
