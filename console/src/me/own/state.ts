// What the page of this phone's owner knows now. Everything that has to last is in keeping/.
import { reactive, shallowReactive } from "vue";
import type { Problem } from "@/api";
import type { KeptFile, KeptPassages, KeptResult, KeptSession, WaitingDeclaration } from "../keeping/database";

/** unknown: the server was not asked yet. */
export type Network = "unknown" | "online" | "offline";

/** Why there is no session any more, said where one signs in. */
export type Ending =
  | { how: "signed_out"; everywhere: boolean }
  /** The server does not take the token any more; so many declarations were not sent. */
  | { how: "ended"; unsent: number };

export interface Own {
  session?: KeptSession;
  invitation?: string;
  file?: KeptFile;
  passages?: KeptPassages;
  result?: KeptResult;
  waiting: WaitingDeclaration[];
  network: Network;
  isBusy: boolean;
  /** The server answered, and could not. */
  trouble?: Problem;
  /** No longer on the roster of whoever invited. */
  hasLeft: boolean;
  ending?: Ending;
  /** A declaration was received, or kept to be sent: said once, above the pass. */
  news?: "received" | "kept" | "sent_later";
  /** A waiting declaration that the server did not take. */
  refused?: { declaration: WaitingDeclaration; problem: Problem };
  /** The browser keeps nothing, or has thrown it away. */
  storageFault?: "closed" | "lost";
}

// Shallow: what is kept is replaced as a whole, and goes into IndexedDB as it is.
export const own: Own = shallowReactive({ waiting: [], network: "unknown", isBusy: false, hasLeft: false });

/** Of this phone, until the next second; only what shows a clock follows it. */
export const ticking = reactive({ now: Date.now() });

/** The server's clock, as far as it is known. */
export const serverNow = (): number => ticking.now + (own.file?.skew ?? 0);
