// Calls to the server with this phone's token. Whatever is not an answer of our own server counts as no network: the
// sign-in pages of a hostel's network answer everything.
import { createApi } from "@/api/client";
import { networkProblem, Problem } from "@/api/problem";
import { language } from "@/parts/language";
import { skewOf } from "../own/standing";
import { own } from "../own/state";
import type { KeptFile } from "../keeping/database";
import type { OwnFile } from "../types";

const patience = 12_000;

export const api = createApi({ language: () => language.value, token: () => own.session?.token });

/** Gives up in time: a bad network may keep a call for minutes. */
export async function inTime<T>(call: (signal: AbortSignal) => Promise<T>, ms = patience): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    return await call(stop.signal);
  } catch (failure) {
    if (failure instanceof Problem || !stop.signal.aborted) throw failure;
    throw networkProblem(language.value);
  } finally {
    clearTimeout(timer);
  }
}

/** Nobody answered, or somebody who is not our server. */
export const isNoAnswer = (failure: unknown): failure is Problem =>
  failure instanceof Problem && (failure.status === 0 || failure.code === "network" || failure.code === "unreadable");

/** The token opens nothing any more. */
export const isOver = (failure: unknown): boolean =>
  failure instanceof Problem && failure.status === 401 && failure.code === "token_not_valid";

/** With the time of the answer by both clocks. */
export async function fetchOwnFile(): Promise<KeptFile> {
  const sentAt = Date.now();
  return inTime(async (signal) => {
    const response = await api.send("get", "/my", { signal });
    const at = Date.now();
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    const file: unknown = isJson ? await response.json() : undefined;
    if (typeof file !== "object" || file === null || !("masked_name" in file)) throw networkProblem(language.value);
    return { file: file as OwnFile, at, skew: skewOf(sentAt, at, response.headers.get("date")) };
  });
}
