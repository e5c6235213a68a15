// For tests of pages: a page in a console of its own, with an API that answers what the test says.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { vi } from "vitest";
import type { Component } from "vue";
import { createRouter, createWebHistory, type Router } from "vue-router";
import type { Permission } from "@/api";
import { addTexts, i18n, type Locale } from "./i18n";
import { useSession } from "./session";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Headers;
}

/** Answers by "GET /sites/7": a value is the JSON of a 200; a Response is itself; a function is asked. */
export type Answers = Record<string, unknown>;

/** Replaces fetch. What was asked is kept in the order of asking. */
export function answerWith(answers: Answers): Asked[] {
  const all: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, "http://localhost");
    const asked: Asked = {
      method: init.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: typeof init.body === "string" ? (JSON.parse(init.body) as unknown) : init.body,
      headers: new Headers(init.headers),
    };
    all.push(asked);
    if (init.signal?.aborted) throw init.signal.reason;
    const answer = answers[`${asked.method} ${asked.path}`];
    const made: unknown = typeof answer === "function" ? await (answer as (asked: Asked) => unknown)(asked) : answer;
    if (made instanceof Response) return made;
    if (made === undefined) return problemResponse(404, "not_found");
    return new Response(made === null ? null : JSON.stringify(made), {
      status: made === null ? 204 : 200,
      headers: { "content-type": "application/json" },
    });
  });
  return all;
}

export function problemResponse(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Response {
  const body = { type: `urn:tongzhou:problem:${code}`, title: `title of ${code}`, detail: `detail of ${code}`, status, code, ...more };
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json", ...headers } });
}

export async function mountPage(
  component: Component,
  options: {
    props?: Record<string, unknown>;
    /** Where the page stands. */
    path?: string;
    permissions?: Permission[];
    texts?: Record<string, Locale>;
    attachTo?: HTMLElement;
  } = {},
): Promise<{ page: VueWrapper; router: Router }> {
  const pinia = createPinia();
  setActivePinia(pinia);
  for (const [name, locale] of Object.entries(options.texts ?? {})) addTexts(name, locale);
  useSession().keep({
    kind: "account",
    id: "01900000-0000-7000-8000-000000000001",
    name: "张敏",
    step: "done",
    permissions: options.permissions ?? [],
    reach: "everything",
    csrf_token: "csrf-of-test",
  });
  const router = createRouter({ history: createWebHistory("/console/"), routes: [{ path: "/:all(.*)*", component }] });
  await router.push(options.path ?? "/");
  const page = mount(component as never, {
    props: options.props as never,
    attachTo: options.attachTo,
    global: { plugins: [pinia, i18n, router] },
  }) as unknown as VueWrapper;
  await flushPromises();
  return { page, router };
}
