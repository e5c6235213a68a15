// Before each file of tests: Chinese, a fresh store, and what jsdom lacks.
import { createPinia, setActivePinia } from "pinia";
import { beforeEach } from "vitest";
import { chooseLanguage } from "./language";

class NoResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResizes as unknown as typeof ResizeObserver;
if (typeof Element !== "undefined") Element.prototype.scrollIntoView ??= () => {};

beforeEach(() => {
  if (typeof localStorage !== "undefined") {
    localStorage.clear();
    sessionStorage.clear();
    chooseLanguage("zh-CN");
  }
  setActivePinia(createPinia());
});
