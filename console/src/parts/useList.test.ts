import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";
import { answerWith, mountPage, problemResponse, type Asked } from "./testing";
import { useList, type List } from "./useList";

interface Made {
  list: List<"/accounts">;
  asked: Asked[];
  address: () => string;
  go: (path: string) => Promise<void>;
}

const account = (id: number) => ({ id: String(id), sign_in_name: `a${id}`, display_name: `甲${id}` });

/** A server of `count` accounts in pages of two. */
function pages(count: number) {
  return ({ query }: Asked) => {
    if (query.get("count")) return { items: [], total: count };
    const from = Number(query.get("cursor") ?? 0);
    const items = [account(from + 1), account(from + 2)].slice(0, Math.max(0, count - from));
    return { items, next: from + 2 < count ? String(from + 2) : undefined };
  };
}

async function listAt(path: string, answer: unknown, options: Partial<Parameters<typeof useList<"/accounts">>[1]> = {}): Promise<Made> {
  const asked = answerWith({ "GET /accounts": answer });
  let list!: List<"/accounts">;
  const page = defineComponent({
    setup() {
      list = useList("/accounts", { limit: 2, columns: [{ name: "display_name", label: "x", primary: true }], ...options });
      return () => h("div");
    },
  });
  const { router } = await mountPage(page, { path });
  return {
    list,
    asked,
    address: () => router.currentRoute.value.fullPath,
    go: async (to) => {
      await router.push(to);
      await flushPromises();
    },
  };
}

const names = (list: List<"/accounts">) => list.rows.value.map((row) => row.display_name);
const reads = (asked: Asked[]) => asked.filter((one) => !one.query.get("count")).map((one) => one.query.toString());

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  history.replaceState(null, "");
});

describe("a list", () => {
  it("asks for what the address says", async () => {
    const { list, asked } = await listAt("/accounts?status=active&division=370811&sort=display_name&order=descending", pages(1));
    expect(reads(asked)).toEqual(["status=active&division=370811&sort=display_name&order=descending&limit=2"]);
    expect(list.values.value).toEqual({ status: "active", division: "370811" });
    expect(list.isFiltered.value).toBe(true);
    expect(list.total.value).toBe(1);
  });

  it("keeps several values of one field", async () => {
    const { list, asked } = await listAt("/accounts?status=active&status=invited", pages(1));
    expect(list.values.value.status).toEqual(["active", "invited"]);
    expect(asked[0]!.query.getAll("status")).toEqual(["active", "invited"]);
  });

  it("goes forth and back by cursors, and the address is that of the page", async () => {
    const { list, address } = await listAt("/accounts", pages(5));
    expect(names(list)).toEqual(["甲1", "甲2"]);
    expect([list.hasPrevious.value, list.hasNext.value, list.pageNumber.value]).toEqual([false, true, 1]);
    list.next();
    await flushPromises();
    list.next();
    await flushPromises();
    expect(names(list)).toEqual(["甲5"]);
    expect([list.hasPrevious.value, list.hasNext.value]).toEqual([true, false]);
    expect(address()).toBe("/accounts?cursor=4");
    list.previous();
    await flushPromises();
    expect(names(list)).toEqual(["甲3", "甲4"]);
    list.previous();
    await flushPromises();
    expect(address()).toBe("/accounts");
    expect(names(list)).toEqual(["甲1", "甲2"]);
  });

  it("reads the next page ahead once pages are turned, and no page twice", async () => {
    const { list, asked } = await listAt("/accounts", pages(9));
    expect(reads(asked)).toEqual(["limit=2"]);
    list.next();
    await flushPromises();
    expect(reads(asked)).toEqual(["limit=2", "cursor=2&limit=2", "cursor=4&limit=2"]);
    list.next();
    await flushPromises();
    expect(names(list)).toEqual(["甲5", "甲6"]);
    expect(reads(asked).slice(3)).toEqual(["cursor=6&limit=2"]);
  });

  it("reads the next page ahead of a click, but shows nothing that is old, or read before a change", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { list, asked } = await listAt("/accounts", pages(5));
    list.expectNext();
    list.expectNext();
    await flushPromises();
    expect(reads(asked).slice(1)).toEqual(["cursor=2&limit=2"]);
    vi.setSystemTime(Date.now() + 6_000);
    list.next();
    await flushPromises();
    expect(reads(asked).slice(2)).toEqual(["cursor=2&limit=2", "cursor=4&limit=2"]);
    await list.reload();
    list.next();
    await flushPromises();
    expect(reads(asked).slice(4)).toEqual(["cursor=2&limit=2", "cursor=4&limit=2"]);
  });

  it("asks again for what failed when it was read ahead", async () => {
    let isDown = false;
    const { list } = await listAt("/accounts", (one: Asked) => (isDown ? problemResponse(503, "busy") : pages(5)(one)));
    isDown = true;
    list.expectNext();
    await flushPromises();
    isDown = false;
    list.next();
    await flushPromises();
    expect([list.status.value, ...names(list)]).toEqual(["ready", "甲3", "甲4"]);
  });

  it("opened in the middle goes back to the first page", async () => {
    const { list } = await listAt("/accounts?cursor=2", pages(5));
    expect(list.pageNumber.value).toBeUndefined();
    list.previous();
    await flushPromises();
    expect(names(list)).toEqual(["甲1", "甲2"]);
  });

  it("counts once for a filter, not for each page or sort", async () => {
    const { list, asked } = await listAt("/accounts", pages(5));
    expect(list.total.value).toBe(5);
    list.next();
    await flushPromises();
    list.sortBy("display_name");
    await flushPromises();
    expect(asked.filter((one) => one.query.get("count"))).toHaveLength(1);
    list.filter({ status: "active" });
    await flushPromises();
    expect(asked.filter((one) => one.query.get("count")).map((one) => one.query.get("status"))).toEqual([null, "active"]);
  });

  it("shows its rows even when they cannot be counted", async () => {
    const { list } = await listAt("/accounts", (one: Asked) =>
      one.query.get("count") ? problemResponse(503, "busy") : pages(5)(one),
    );
    expect(list.status.value).toBe("ready");
    expect(names(list)).toEqual(["甲1", "甲2"]);
    expect(list.total.value).toBeUndefined();
  });

  it("begins anew with another filter, and keeps the sort", async () => {
    const { list, address } = await listAt("/accounts?sort=display_name&order=ascending&cursor=2", pages(5));
    list.filter({ status: "active", display_name: "" });
    await flushPromises();
    expect(address()).toBe("/accounts?sort=display_name&order=ascending&status=active");
    list.clear();
    await flushPromises();
    expect(address()).toBe("/accounts?sort=display_name&order=ascending");
  });

  it("turns the order of a sort round", async () => {
    const { list } = await listAt("/accounts", pages(1), { sort: { name: "created_at", order: "descending" } });
    expect(list.sort.value).toEqual({ name: "created_at", order: "descending" });
    list.sortBy("created_at");
    await flushPromises();
    expect(list.sort.value).toEqual({ name: "created_at", order: "ascending" });
    list.sortBy("created_at");
    await flushPromises();
    expect(list.sort.value).toEqual({ name: "created_at", order: "descending" });
  });

  it("exports what it shows: the same filter and sort, every page", async () => {
    const { list } = await listAt("/accounts?status=active&cursor=2", pages(5), { fixed: () => ({ reach: "division" }) });
    expect(list.query.value).toEqual({ reach: "division", status: "active", sort: undefined, order: undefined });
  });

  it("tells what failed and reads again", async () => {
    let isDown = true;
    const { list } = await listAt("/accounts", (one: Asked) => (isDown ? problemResponse(503, "busy") : pages(1)(one)));
    expect([list.status.value, list.problem.value?.code]).toEqual(["failed", "busy"]);
    isDown = false;
    await list.reload();
    expect([list.status.value, list.problem.value]).toEqual(["ready", undefined]);
  });

  it("shows the last answer asked for, whichever comes first", async () => {
    const waiting: ((value: unknown) => void)[] = [];
    const { list } = await listAt("/accounts", () => new Promise((done) => waiting.push(done)));
    list.filter({ status: "active" });
    await flushPromises();
    waiting[1]!({ items: [account(2)] });
    await flushPromises();
    waiting[0]!({ items: [account(1)] });
    await flushPromises();
    expect(names(list)).toEqual(["甲2"]);
  });

  it("does not follow the address to another page", async () => {
    const { asked, go } = await listAt("/accounts", pages(1));
    const before = asked.length;
    await go("/roles?status=active");
    expect(asked).toHaveLength(before);
  });

  it("beside another list keeps its state to itself", async () => {
    const { list, asked, address } = await listAt("/accounts?status=active", pages(5), { local: true });
    expect(list.values.value).toEqual({});
    list.next();
    await flushPromises();
    expect(reads(asked)).toEqual(["limit=2", "cursor=2&limit=2", "cursor=4&limit=2"]);
    expect(address()).toBe("/accounts?status=active");
  });
});
