// Before each file of tests: Chinese, a fresh store, and what jsdom lacks.
import { DecompressionStream } from "node:stream/web";
import { enableAutoUnmount } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach } from "vitest";
import { chooseLanguage } from "./language";

class NoResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.DecompressionStream ??= DecompressionStream as never;
globalThis.ResizeObserver ??= NoResizes as unknown as typeof ResizeObserver;
if (typeof window !== "undefined")
  window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} })) as never;
if (typeof Element !== "undefined") Element.prototype.scrollIntoView ??= () => {};

// What a page does later must not outlive the document of its test.
enableAutoUnmount(afterEach);

beforeEach(() => {
  if (typeof localStorage !== "undefined") {
    localStorage.clear();
    sessionStorage.clear();
    chooseLanguage("zh-CN");
  }
  setActivePinia(createPinia());
});
