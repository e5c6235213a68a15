import type { components } from "./schema";

type Reported = components["schemas"]["Problem"];

/** One faulty field. `path` is a JSON pointer into the body ("/temperature") or a parameter's name. */
export interface Fault {
  path: string;
  code: string;
  message: string;
}

/** What the server, or the way to it, could not do: RFC 9457, in the language that was asked for. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string | undefined;
  readonly faults: Fault[];
  /** The other record that stands in the way; `code` tells what it is. */
  readonly record: string | undefined;
  /** Seconds after which it may be tried again; the server says so with 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(reported: Omit<Reported, "type"> & { retryAfter?: number }) {
    super(reported.detail || reported.title);
    this.status = reported.status;
    this.code = reported.code;
    this.title = reported.title;
    this.detail = reported.detail;
    this.instance = reported.instance;
    this.faults = reported.errors ?? [];
    this.record = reported.record;
    this.retryAfter = reported.retryAfter;
  }

  /** The message for a field of a form: `faultOf("name")` finds "/name" as well as "name". */
  faultOf(field: string): string | undefined {
    return this.faults.find((fault) => fault.path === field || fault.path === `/${field}`)?.message;
  }

  /** Nobody is signed in any more. A wrong password or code is a 401 too, but ends no session. */
  get isSessionOver(): boolean {
    return this.status === 401 && this.code !== "sign_in_failed" && this.code !== "code_not_valid";
  }

  /** Whether trying the same again may end otherwise. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const texts = {
  "zh-CN": {
    network: ["连接不上服务器", "请检查网络后重试；已填写的内容还在。"],
    unreadable: ["服务器的答复无法识别", "可能经过了不正常的代理，请重试或联系管理员。"],
    unexpected: ["页面出错", "请刷新后重试；若仍出现，请告诉管理员。"],
  },
  en: {
    network: ["The server cannot be reached", "Check the network and try again; what you typed is still here."],
    unreadable: ["The server's answer makes no sense", "A proxy may be in between. Try again or tell your administrator."],
    unexpected: ["The page failed", "Reload and try again; tell your administrator if it stays."],
  },
} as const;

function own(language: string, code: keyof (typeof texts)["en"], status: number, instance?: string): Problem {
  const [title, detail] = texts[language.startsWith("zh") ? "zh-CN" : "en"][code];
  return new Problem({ status, code, title, detail, instance });
}

export const networkProblem = (language: string) => own(language, "network", 0);

/** Anything thrown as a Problem, so that a page shows one kind of failure. */
export function problemOf(failure: unknown, language: string): Problem {
  if (failure instanceof Problem) return failure;
  return own(language, "unexpected", 500, failure instanceof Error ? failure.message : String(failure));
}

function isReported(body: unknown): body is Reported {
  return typeof body === "object" && body !== null && "code" in body && "title" in body && "detail" in body;
}

export async function problemFrom(response: Response, language: string): Promise<Problem> {
  const type = response.headers.get("content-type") ?? "";
  const body: unknown = type.includes("json") ? await response.json().catch(() => undefined) : undefined;
  if (!isReported(body)) return own(language, "unreadable", response.status);
  const seconds = Number(response.headers.get("retry-after"));
  return new Problem({ ...body, retryAfter: seconds > 0 ? seconds : undefined });
}
