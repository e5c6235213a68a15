import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";
import ListPage from "./ListPage.vue";
import { answerWith, mountPage, problemResponse } from "./testing";
import { useList } from "./useList";

const rows = [
  { id: "1", display_name: "张敏", sign_in_name: "zhangmin", status: "active" },
  { id: "2", display_name: "李明", sign_in_name: "liming", status: "invited" },
];

const Page = defineComponent({
  setup() {
    const list = useList("/accounts", {
      filters: [{ name: "display_name", label: "parts.filterName", kind: "text" }],
      columns: [
        { name: "display_name", label: "parts.filterName", primary: true, sort: true },
        { name: "sign_in_name", label: "parts.save" },
        { name: "created_at", label: "parts.today", hidden: true },
      ],
    });
    return () =>
      h(
        ListPage as never,
        { list, title: "账号", open: (row: { id: string }) => `/accounts/${row.id}`, emptyHint: "先建一个" },
        { bulk: ({ rows: chosen }: { rows: unknown[] }) => h("b", { class: "bulk-of" }, String(chosen.length)) },
      );
  },
});

function open(answer: unknown, path = "/accounts") {
  answerWith({ "GET /accounts": answer });
  return mountPage(Page, { path, attachTo: document.body });
}

const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

afterEach(() => vi.unstubAllGlobals());

describe("a page with a list", () => {
  it("shows rows, their links, and only the columns that are wanted", async () => {
    const { page } = await open({ items: rows });
    expect(page.findAll("tbody tr")).toHaveLength(2);
    expect(page.get("tbody a").attributes("href")).toBe("/console/accounts/1");
    expect(page.findAll("thead th").map((th) => th.text())).toEqual(["", expect.stringContaining("名称"), "保存"]);
    expect(page.text()).toContain("共 2 条");
  });

  it("fills the rows that are there with those of another page, and leaves those that stay", async () => {
    let answer = [...rows];
    const { page } = await open(() => ({ items: answer }));
    const [zhang, li] = page.findAll("tbody tr").map((tr) => tr.element);
    answer = [{ id: "3", display_name: "王芳", sign_in_name: "wangfang", status: "active" }, rows[0]!];
    await page.get("[aria-label=刷新]").trigger("click");
    await flushPromises();
    const now = page.findAll("tbody tr");
    expect(now.map((tr) => tr.get("a").text())).toEqual(["王芳", "张敏"]);
    expect(now.map((tr) => tr.get("a").attributes("href"))).toEqual(["/console/accounts/3", "/console/accounts/1"]);
    expect(now.map((tr) => tr.element)).toEqual([li, zhang]);
  });

  it("opens a row by a plain click on its link, and leaves others to the browser", async () => {
    const { page, router } = await open({ items: rows });
    let isLeft = false;
    const leave = (event: Event) => {
      isLeft = !event.defaultPrevented;
      event.preventDefault();
    };
    document.addEventListener("click", leave, { once: true });
    await page.get("tbody a").trigger("click", { ctrlKey: true });
    await flushPromises();
    expect(isLeft).toBe(true);
    expect(router.currentRoute.value.path).toBe("/accounts");
    await page.get("tbody a").trigger("click");
    await flushPromises();
    expect(router.currentRoute.value.path).toBe("/accounts/1");
  });

  it("is walked through by keys", async () => {
    const { page, router } = await open({ items: rows });
    press("j");
    press("j");
    press("j");
    await flushPromises();
    expect(page.findAll("tbody tr").map((tr) => tr.attributes("aria-current"))).toEqual([undefined, "true"]);
    press("x");
    await flushPromises();
    expect(page.get(".bulk-of").text()).toBe("1");
    press("k");
    press("Enter");
    await flushPromises();
    expect(router.currentRoute.value.path).toBe("/accounts/1");
  });

  it("tells nothing at all from nothing that matches", async () => {
    const { page, router } = await open({ items: [] });
    expect(page.text()).toContain("先建一个");
    await router.replace("/accounts?display_name=x");
    await flushPromises();
    expect(page.text()).toContain("没有符合条件的记录");
    await page.findAll("button").find((button) => button.text() === "清除筛选")!.trigger("click");
    await flushPromises();
    expect(router.currentRoute.value.fullPath).toBe("/accounts");
  });

  it("says who may not see it, without offering to try again", async () => {
    const { page } = await open(() => problemResponse(403, "no_permission"));
    expect(page.get("[role=alert]").text()).toContain("title of no_permission");
    expect(page.findAll("button").some((button) => button.text() === "重试")).toBe(false);
  });

  it("sorts by a click on the head of a column", async () => {
    const { page, router } = await open({ items: rows });
    await page.get("button.sort").trigger("click");
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ sort: "display_name", order: "ascending" });
    expect(page.findAll("thead th")[1]!.attributes("aria-sort")).toBe("ascending");
  });

  it("asks for a text when it is finished", async () => {
    const { page, router } = await open({ items: rows });
    const input = page.get("form input");
    await input.setValue("张");
    expect(router.currentRoute.value.query).toEqual({});
    await input.trigger("keydown", { key: "Enter" });
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ display_name: "张" });
  });

  it("shows a filter that only a link can set as a chip", async () => {
    const { page, router } = await open({ items: rows }, "/accounts?division=370811&gate=7");
    expect(page.findAll(".chip").map((chip) => chip.text())).toEqual(["区划：370811", "通道：7"]);
    await page.get(".chip .el-tag__close").trigger("click");
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ gate: "7" });
  });
});
