// Calls to the server. Whatever is not an answer of our own server counts as no network: gates sit behind hotel-like
// networks whose sign-in pages answer everything with 200 and HTML, or with 401.
import type {
  BatchAnswer,
  EnrolledDevice,
  HandoverAnswer,
  Heartbeat,
  HeartbeatAnswer,
  NewPassage,
  OfflinePassage,
  PassageAnswer,
  SyncPage,
} from "../types";

export interface FieldFault {
  path: string;
  code: string;
  message: string;
}

/** The server's own refusal: RFC 9457 problem+json. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly faults: readonly FieldFault[],
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(detail || title);
  }
}

/** Nobody answered, or somebody who is not our server. */
export class NoAnswer extends Error {}

/** The token opens nothing any more. */
export function isRevocation(fault: unknown): boolean {
  return fault instanceof Refusal && fault.status === 401 && fault.code === "token_not_valid";
}

export interface GateApi {
  enrol(code: string, name: string): Promise<EnrolledDevice>;
  synchronise(cursor: string | undefined, version: string | undefined): Promise<SyncPage>;
  heartbeat(heartbeat: Heartbeat): Promise<HeartbeatAnswer>;
  recordPassage(passage: NewPassage): Promise<PassageAnswer>;
  sendBatch(passages: readonly OfflinePassage[]): Promise<BatchAnswer>;
  handOver(passages: readonly OfflinePassage[]): Promise<HandoverAnswer>;
}

export interface ApiSurroundings {
  fetch: typeof fetch;
  now: () => number;
  token: () => string | undefined;
  language: () => string;
  appVersion: string;
}

/** How long somebody may stand there waiting for the server before the device decides. */
export const patienceAtTheGate = 1_500;
const patience = 20_000;
const patienceForBatches = 60_000;

export function makeApi(around: ApiSurroundings): GateApi {
  const call = <T>(method: string, path: string, body?: unknown, timeout = patience) =>
    callServer<T>(around, { method, path, body, timeout });
  const sentAt = () => new Date(around.now()).toISOString();
  return {
    enrol: (code, name) => call("POST", "/devices/enrol", { code, name, app_version: around.appVersion }),
    synchronise: (cursor, version) => {
      const query = new URLSearchParams();
      if (cursor !== undefined) query.set("cursor", cursor);
      if (version !== undefined) query.set("version", version);
      const text = query.toString();
      return call("GET", text === "" ? "/gate-sync" : `/gate-sync?${text}`);
    },
    heartbeat: (heartbeat) =>
      call("POST", "/devices/heartbeat", { ...heartbeat, app_version: around.appVersion }, 5_000),
    recordPassage: (passage) => call("POST", "/passages", passage, patienceAtTheGate),
    sendBatch: (passages) => call("POST", "/passages/batch", { sent_at: sentAt(), passages }, patienceForBatches),
    handOver: (passages) =>
      call("POST", "/devices/handover", { token: around.token(), sent_at: sentAt(), passages }, patienceForBatches),
  };
}

interface Call {
  method: string;
  path: string;
  body: unknown;
  timeout: number;
}

async function callServer<T>(around: ApiSurroundings, call: Call): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": around.language() };
  const token = around.token();
  if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  let text: string;
  try {
    response = await around.fetch(call.path, {
      method: call.method,
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(call.timeout),
    });
    text = await response.text();
  } catch (fault) {
    throw new NoAnswer(fault instanceof Error ? fault.message : String(fault));
  }
  const answer = parsed(text);
  const type = response.headers.get("Content-Type") ?? "";
  if (response.ok && type.startsWith("application/json") && answer !== undefined) return answer as T;
  if (!response.ok && type.startsWith("application/problem+json") && answer !== undefined)
    throw refusalOf(response, answer);
  throw new NoAnswer(`${response.status} ${type}`);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

function refusalOf(response: Response, problem: object): Refusal {
  const {
    code = "",
    title = "",
    detail = "",
    errors = [],
  } = problem as Partial<{
    code: string;
    title: string;
    detail: string;
    errors: FieldFault[];
  }>;
  const wait = Number(response.headers.get("Retry-After"));
  return new Refusal(response.status, code, title, detail, errors, wait > 0 ? wait : undefined);
}
