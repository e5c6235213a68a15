// What a module of the console is. Each `src/modules/<noun>/routes.ts` exports one; nothing else has to be told of it.
import type { Component } from "vue";
import type { LocationQuery, RouteRecordRaw } from "vue-router";
import type { ListPath, Permission } from "@/api";
import type { Bilingual } from "@/parts/language";
import type { Locale } from "@/parts/i18n";

/** Where the navigation shows a page, from the top down. */
export const groups = ["command", "gate", "resumption", "squads", "policies", "hotline", "messages", "register", "system"] as const;
export type Group = (typeof groups)[number];

export interface PageFacts {
  title: Bilingual;
  /** All of them; a page without any is for everyone signed in. */
  needs?: Permission | Permission[];
  /** The API's list that this page shows: figures that link to it open here. */
  list?: ListPath;
  /** Present: the page is in the navigation. `order` within the group, smallest first. */
  nav?: { group: Group; icon: Component; order: number };
  /** Of a page below another one: where the way back leads. */
  parent?: string;
  /** Other modules whose texts the page uses. */
  uses?: string[];
  /** Asks for what the page shows first, while its script is on its way. */
  begin?: (query: LocationQuery) => void;
  /** For what must be there at once: shows no words of Element Plus and does not wait for them, nor for the navigation. */
  light?: boolean;
  /** The page fills the window by itself: no navigation, no top bar. */
  bare?: boolean;
}

export interface Module {
  /** The noun; texts of locale.ts stand below it. */
  name: string;
  locale: () => Promise<{ default: Locale }>;
  pages: RouteRecordRaw[];
}

declare module "vue-router" {
  interface RouteMeta extends Partial<PageFacts> {
    module?: string;
    /** For those not signed in. */
    open?: boolean;
  }
}

/** One line is one page: `page("/accounts/:id", () => import("./AccountPage.vue"), { title: … })`. */
export function page(path: string, component: Component | (() => Promise<Component>), facts: PageFacts): RouteRecordRaw {
  return { path, component, meta: { ...facts } };
}

export const defineModule = (module: Module): Module => module;
