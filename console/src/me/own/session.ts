// The one session of this phone: opens what is kept, fetches what is new, and ends.
import { Problem } from "@/api";
import { problemOf } from "@/api/problem";
import { language } from "@/parts/language";
import {
  clearWaiting,
  forget,
  forgetAll,
  keep,
  openOwnDatabase,
  read,
  waitingDeclarations,
  type OwnDatabase,
} from "../keeping/database";
import { api, fetchOwnFile, inTime, isNoAnswer, isOver } from "../server/api";
import type { OwnSession, SignIn } from "../types";
import { own, ticking } from "./state";

const everySoOften = 120_000;
let database: OwnDatabase | undefined;

export function opened(): OwnDatabase {
  if (!database) throw new Error("the session has not begun");
  return database;
}

/** Reads what is kept, without asking the server: the pass is there before any network is. */
export async function beginSession(sendWhatWaits: () => Promise<void>): Promise<void> {
  whatWaits = sendWhatWaits;
  try {
    database = await openOwnDatabase(() => (own.storageFault = "lost"));
  } catch (failure) {
    // A browser that keeps nothing: the page says which one would.
    if (!(failure instanceof DOMException)) throw failure;
    own.storageFault = "closed";
    return;
  }
  await readKept();
  setInterval(() => (ticking.now = Date.now()), 1000);
  setInterval(() => isSeen() && void refresh(), everySoOften);
  addEventListener("online", () => void refresh());
  addEventListener("offline", () => (own.network = "offline"));
  document.addEventListener("visibilitychange", () => isSeen() && void seenAgain());
}

let whatWaits: () => Promise<void> = async () => {};
const isSeen = () => document.visibilityState === "visible";

async function readKept(): Promise<void> {
  const db = opened();
  own.session = await read(db, "session");
  own.invitation = await read(db, "invitation");
  own.file = await read(db, "file");
  own.passages = await read(db, "passages");
  own.result = await read(db, "result");
  own.waiting = await waitingDeclarations(db);
}

/** Another tab may have signed in or out meanwhile. */
async function seenAgain(): Promise<void> {
  ticking.now = Date.now();
  await readKept();
  await refresh();
}

export async function rememberInvitation(invitation: string): Promise<void> {
  own.invitation = invitation;
  await keep(opened(), "invitation", invitation);
}

/** Throws what the server has against it. */
export async function signIn(request: Omit<SignIn, "invitation">): Promise<void> {
  const { invitation } = own;
  if (!invitation) throw new Error("there is no invitation");
  let made: OwnSession;
  try {
    made = await inTime((signal) => api.post("/my/session", { body: { ...request, invitation }, signal }));
  } catch (failure) {
    if (failure instanceof Problem && failure.code === "no_such_invitation") {
      own.invitation = undefined;
      await forget(opened(), "invitation");
    }
    throw failure;
  }
  // Kept before anything shows it: the code is used up, and the page may be closed at once.
  const session = { token: made.token, expiresAt: made.expires_at };
  await keep(opened(), "session", session);
  own.session = session;
  own.ending = undefined;
  own.network = "online";
  void askToPersist();
  await refresh();
}

/** Browsers drop what is merely cached when space runs short. */
async function askToPersist(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage?.persist && !(await storage.persisted())) await storage.persist();
}

let refreshing: Promise<void> | undefined;

/** Sends what waits, then fetches the file. Throws nothing: what failed is said on the page. */
export function refresh(): Promise<void> {
  refreshing ??= refreshOnce().finally(() => (refreshing = undefined));
  return refreshing;
}

async function refreshOnce(): Promise<void> {
  if (!own.session) return;
  own.isBusy = true;
  try {
    if (own.waiting.length > 0) await whatWaits();
    if (own.session) await fetchFile();
  } catch (failure) {
    await heard(failure);
  } finally {
    own.isBusy = false;
  }
}

export async function fetchFile(): Promise<void> {
  const token = own.session?.token;
  const fetched = await fetchOwnFile();
  // Signed out, or somebody else signed in, while the answer was on its way.
  if (own.session?.token !== token) return;
  own.file = fetched;
  own.network = "online";
  own.trouble = undefined;
  own.hasLeft = false;
  await keep(opened(), "file", fetched);
}

/** What a failed call means for the page. */
export async function heard(failure: unknown): Promise<void> {
  if (isOver(failure)) return sessionIsOver();
  if (isNoAnswer(failure)) {
    own.network = "offline";
    return;
  }
  const problem = problemOf(failure, language.value);
  own.hasLeft = problem.status === 404;
  if (!own.hasLeft) {
    own.trouble = problem;
    return;
  }
  own.file = undefined;
  own.passages = undefined;
  await forget(opened(), "file", "passages");
}

function forgetHere(): void {
  own.session = undefined;
  own.file = undefined;
  own.passages = undefined;
  own.result = undefined;
  own.waiting = [];
  own.trouble = undefined;
  own.refused = undefined;
  own.news = undefined;
  own.hasLeft = false;
}

/** Ended elsewhere: on another phone, or by its age. The invitation may still be good. */
async function sessionIsOver(): Promise<void> {
  own.ending = { how: "ended", unsent: own.waiting.length };
  forgetHere();
  await forget(opened(), "session", "file", "passages", "result");
  await clearWaiting(opened());
}

/** On all phones of this person where the server can be told, on this one in any case: nothing is left. */
export async function signOut(): Promise<void> {
  let everywhere = true;
  try {
    await inTime((signal) => api.delete("/my/session", { signal }));
  } catch (failure) {
    everywhere = isOver(failure);
    if (!(failure instanceof Problem)) throw failure;
  }
  own.ending = { how: "signed_out", everywhere };
  forgetHere();
  own.invitation = undefined;
  await forgetAll(opened());
}
