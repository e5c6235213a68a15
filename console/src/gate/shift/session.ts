// The one session of this tab: opens what is kept, starts the duties, and offers what the screens do.
import { language } from "@/parts/language";
import { firstSettings, forgetEnrolment, keep, openGateDatabase, readKept } from "../keeping/database";
import type { Enrolment, GateDatabase, Settings, SyncState } from "../keeping/database";
import { allWaiting, todaysList } from "../keeping/queue";
import { rosterPages } from "../keeping/roster-pages";
import { makeRoster } from "../rules/roster";
import { newUuid } from "../rules/uuid";
import { makeApi } from "../server/api";
import type { GateConfig } from "../types";
import { appVersion } from "../version";
import { startDuties, type Duties } from "./duties";
import * as passing from "./passing";
import { roster, shift } from "./state";

type News = "queue" | "roster" | "enrolment" | "settings";

let database: GateDatabase | undefined;
let duties: Duties | undefined;
const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("tongzhou-gate");

const api = makeApi({
  fetch: (input, init) => fetch(input, init),
  now: Date.now,
  token: () => shift.enrolment?.token,
  language: () => language.value,
  appVersion,
});

const tell = (news: News) => channel?.postMessage(news);

function opened(): GateDatabase {
  if (!database) throw new Error("the session has not begun");
  return database;
}

export async function beginSession(): Promise<void> {
  database = await openGateDatabase({
    lost: () => {
      shift.storageFault = "lost";
    },
    outdated: () => {
      shift.storageFault = "outdated";
    },
  });
  shift.settings = { ...firstSettings, ...(await readKept<Settings>(database, "settings")) };
  await loadEnrolment();
  await loadRoster();
  channel?.addEventListener("message", ({ data }: MessageEvent<News>) => void hear(data));
  setInterval(() => {
    shift.now = Date.now();
  }, 5_000);
  for (const event of ["online", "visibilitychange"]) addEventListener(event, wake);
  await begin();
  shift.ready = true;
}

async function begin(): Promise<void> {
  if (!shift.enrolment) return;
  duties = startDuties({ database: opened(), api, now: Date.now, random: Math.random, changed: tell });
  // Before the first screen: what waits is never shown as nothing.
  await duties.recount();
  duties.sendSoon();
  void askToPersist();
}

function wake(): void {
  if (document.visibilityState === "visible") duties?.wake();
}

async function loadEnrolment(): Promise<void> {
  shift.enrolment = await readKept<Enrolment>(opened(), "enrolment");
}

async function loadRoster(): Promise<void> {
  const db = opened();
  shift.config = await readKept<GateConfig>(db, "config");
  const state = await readKept<SyncState>(db, "sync");
  shift.syncedAt = state?.at;
  shift.skew = state?.skew;
  roster.value = makeRoster((await rosterPages(db)).map((page) => page.people));
}

async function hear(news: News): Promise<void> {
  if (news === "queue") return duties?.recount();
  if (news === "roster") return loadRoster();
  if (news === "settings") {
    shift.settings = { ...firstSettings, ...(await readKept<Settings>(opened(), "settings")) };
    return;
  }
  // Another tab has enrolled, been revoked, or given the device up: begin anew with what is kept now.
  duties?.stop();
  duties = undefined;
  await loadEnrolment();
  await loadRoster();
  await begin();
}

/** Browsers drop what is merely cached when space runs short. A queue is not to be dropped. */
async function askToPersist(): Promise<void> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage?.persist) shift.persistent = (await storage.persisted()) || (await storage.persist());
}

/** Exchanges a code for a device. Throws what the server has against it. */
export async function enrol(code: string, name: string): Promise<void> {
  const device = await api.enrol(code, name);
  const enrolment: Enrolment = { device: device.id, token: device.token, name, enrolledAt: Date.now() };
  await keep(opened(), "enrolment", enrolment);
  await keep(opened(), "config", device.config);
  shift.enrolment = enrolment;
  shift.config = device.config;
  shift.skew = Date.parse(device.server_time) - Date.now();
  shift.network = "online";
  tell("enrolment");
  await begin();
}

/** Gives the device up. Throws while passages wait. */
export async function unenrol(): Promise<void> {
  await forgetEnrolment(opened());
  duties?.stop();
  duties = undefined;
  shift.enrolment = undefined;
  shift.config = undefined;
  shift.syncedAt = undefined;
  shift.network = "unknown";
  shift.handoverRefused = false;
  roster.value = makeRoster([]);
  tell("enrolment");
}

/** The server may have been put back from a backup that knows nothing of a revocation: take the token for good again. */
export async function tryTokenAgain(): Promise<void> {
  const { enrolment } = shift;
  if (!enrolment) return;
  const again: Enrolment = { ...enrolment, revokedAt: undefined };
  await keep(opened(), "enrolment", again);
  shift.enrolment = again;
  shift.handoverRefused = false;
  tell("enrolment");
  await duties?.everythingNow();
}

export async function saveSettings(change: Partial<Settings>): Promise<void> {
  Object.assign(shift.settings, change);
  await keep(opened(), "settings", { ...shift.settings });
  tell("settings");
}

export const everythingNow = () => duties?.everythingNow() ?? Promise.resolve();

export const readToday = () => todaysList(opened());

export const readWaiting = () => allWaiting(opened());

function surroundings(): passing.Surroundings {
  if (!shift.config) throw new Error("this device has not been enrolled");
  return {
    database: opened(),
    api,
    config: shift.config,
    roster: roster.value,
    now: Date.now,
    newId: newUuid,
    online: () => shift.network === "online" && shift.enrolment?.revokedAt === undefined,
    heard: (news) => duties?.heard(news),
  };
}

export const preview = (draft: passing.Draft) => passing.preview(draft, shift.settings.direction, surroundings());

export async function recordPassage(draft: passing.Draft, temperature: number | undefined): Promise<passing.Passed> {
  const passed = await passing.recordPassage(draft, shift.settings.direction, temperature, surroundings());
  if ("shown" in passed) shift.storageFault = passed.shown.saved === "nowhere" ? "full" : undefined;
  else void duties?.synchroniseNow();
  await duties?.recount();
  duties?.sendSoon();
  tell("queue");
  return passed;
}
