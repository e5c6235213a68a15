// What the console's pages call. The gate app makes a client of its own with its device's token.
import { language } from "@/parts/language";
import { createApi, type Api, type Query } from "./client";
import { download as fetchFile } from "./download";
import type { Problem } from "./problem";

let csrf: string | undefined;
let whenSignedOut: (problem: Problem) => void = () => {};

export const api: Api = createApi({
  language: () => language.value,
  csrf: () => csrf,
  signedOut: (problem) => whenSignedOut(problem),
  renew: async () => keepCsrfToken((await api.get("/session")).csrf_token),
});

/** The session's store tells it. */
export function keepCsrfToken(token: string | undefined): void {
  csrf = token;
}

export function onSignedOut(then: (problem: Problem) => void): void {
  whenSignedOut = then;
}

export const download = (
  path: string,
  options?: { path?: Record<string, string>; query?: Query; signal?: AbortSignal },
): Promise<string> => fetchFile(api, path, options);

export { Problem } from "./problem";
export type { Query } from "./client";
export type { ListPath, Page, Permission, RowOf, Schema } from "./types";
