import { networkProblem, Problem, problemFrom } from "./problem";
import type { Arguments, CallOptions, Method, PathWith, Reply } from "./types";
import type { paths } from "./schema";

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Record<string, QueryValue>;

export interface ApiOptions {
  /** The language of the page: the server answers in it. */
  language: () => string;
  /** Of the session, for X-CSRF-Token; nothing while nobody is signed in. */
  csrf?: () => string | undefined;
  /** Of a device, for Authorization. */
  token?: () => string | undefined;
  /** Called with every 401, before it is thrown. */
  signedOut?: (problem: Problem) => void;
  /** Another tab has begun a new session: fetches its token for X-CSRF-Token, so that the call can be repeated once. */
  renew?: () => Promise<void>;
  base?: string;
}

interface Plain extends CallOptions {
  path?: Record<string, string>;
  query?: Query;
  body?: unknown;
}

// A server that is busy for a moment says so; reading again soon is what the user would do.
const patience = { tries: 2, longestWait: 3 };

/** "?a=1&b=2&b=3"; what is undefined, null or empty asks for nothing and is left out. */
export function queryText(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? (value as (string | number)[]) : [value as QueryValue])
      if (one !== undefined && one !== null && one !== "") parameters.append(name, String(one));
  const text = parameters.toString();
  return text && `?${text}`;
}

/** "/sites/{id}" with its parameters in place. */
export function addressOf(path: string, parameters: Record<string, string> = {}, query: Query = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  return filled + queryText(query);
}

const pause = (seconds: number, signal?: AbortSignal) =>
  new Promise<void>((done, stop) => {
    const timer = setTimeout(done, seconds * 1000);
    signal?.addEventListener("abort", () => (clearTimeout(timer), stop(signal.reason as Error)), { once: true });
  });

export function createApi(options: ApiOptions) {
  function headersOf(method: Method, body: unknown): Headers {
    const headers = new Headers({ accept: "application/json", "accept-language": options.language() });
    if (body instanceof Blob) headers.set("content-type", body.type || "application/octet-stream");
    else if (body !== undefined) headers.set("content-type", "application/json");
    const csrf = method === "get" ? undefined : options.csrf?.();
    if (csrf) headers.set("x-csrf-token", csrf);
    const token = options.token?.();
    if (token) headers.set("authorization", `Bearer ${token}`);
    return headers;
  }

  async function once(method: Method, address: string, call: Plain): Promise<Response> {
    let response: Response;
    try {
      response = await fetch((options.base ?? "") + address, {
        method: method.toUpperCase(),
        headers: headersOf(method, call.body),
        body: call.body === undefined || call.body instanceof Blob ? call.body : JSON.stringify(call.body),
        credentials: options.token ? "omit" : "same-origin",
        signal: call.signal,
      });
    } catch (failure) {
      if (call.signal?.aborted) throw failure;
      throw networkProblem(options.language());
    }
    if (response.ok) return response;
    const problem = await problemFrom(response, options.language());
    if (problem.status === 401) options.signedOut?.(problem);
    throw problem;
  }

  /** Sends to an address as it is; throws Problem. Reads are repeated when the server asks for a moment. */
  async function send(method: Method, address: string, call: Plain = {}): Promise<Response> {
    for (let tried = 1; ; ++tried) {
      try {
        return await once(method, address, call);
      } catch (failure) {
        if (failure instanceof Problem && failure.code === "csrf" && options.renew && tried === 1) {
          await options.renew();
          continue;
        }
        const wait = failure instanceof Problem ? failure.retryAfter : undefined;
        if (method !== "get" || !wait || wait > patience.longestWait || tried > patience.tries) throw failure;
        await pause(wait, call.signal);
      }
    }
  }

  async function call(method: Method, path: string, call: Plain = {}): Promise<unknown> {
    const response = await send(method, addressOf(path, call.path, call.query), call);
    if (response.status === 204) return undefined;
    if ((response.headers.get("content-type") ?? "").includes("json")) {
      try {
        return await response.json();
      } catch (failure) {
        if (call.signal?.aborted) throw failure;
        throw networkProblem(options.language());
      }
    }
    return response.blob();
  }

  const verb =
    <M extends Method>(method: M) =>
    <P extends PathWith<M> & keyof paths>(path: P, ...[given]: Arguments<P, M>): Promise<Reply<P, M>> =>
      call(method, path, given as Plain | undefined) as Promise<Reply<P, M>>;

  return { get: verb("get"), post: verb("post"), put: verb("put"), patch: verb("patch"), delete: verb("delete"), send };
}

export type Api = ReturnType<typeof createApi>;
