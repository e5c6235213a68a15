import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith, mountPage } from "@/parts/testing";
import SearchPage from "./SearchPage.vue";
import locale from "./locale";

const passage = { text: "免收3个月房租", offset: 40, length: 7, reason: "房租" };
const found = {
  items: [{ id: "p1", version: 2, title: "若干意见", division: "3708", score: 3, copies: ["p2"], passages: [passage] }],
  suggestions: { good: true, confidence: 0.9, passages: [{ ...passage, policy: "p1", version: 2, title: "若干意见", score: 0.9 }] },
};

const open = (query: string, answer: object = found) => {
  const asked = answerWith({ "GET /policies/search": answer, "GET /divisions": { items: [] } });
  return mountPage(SearchPage, { path: `/policies/search${query}`, permissions: ["policy_read"], texts: { policies: locale } }).then((made) => ({ ...made, asked }));
};
afterEach(() => vi.unstubAllGlobals());

describe("a search", () => {
  it("asks nothing before there is a question", async () => {
    const { page, asked } = await open("");
    expect(asked.filter(({ path }) => path === "/policies/search")).toHaveLength(0);
    expect(page.text()).toContain("想查什么");
  });

  it("shows the passages with their words marked, their reason, and the way to their place", async () => {
    const { page, asked } = await open("?question=房租&kind=notice");
    expect(asked.find(({ path }) => path === "/policies/search")?.query.get("kind")).toBe("notice");
    expect(page.text()).toContain("把握较大");
    expect(page.find("mark").text()).toBe("房租");
    expect(page.text()).toContain("含：房租");
    const place = page.find("blockquote a").attributes("href");
    expect(place).toContain("/policies/p1?at=40&length=7&version=2");
    expect(page.text()).toContain("另有 1 处发布同一文件");
  });

  it("shows uncertain answers with reserve, and says when there is nothing", async () => {
    const { page, router } = await open("?question=彩票", { items: found.items, suggestions: { ...found.suggestions, good: false } });
    expect(page.text()).toContain("把握不大");
    answerWith({ "GET /policies/search": { items: [], suggestions: { good: false, confidence: 0, passages: [] } } });
    await router.push("/policies/search?question=没有的");
    await flushPromises();
    expect(page.text()).toContain("没有找到");
  });
});
