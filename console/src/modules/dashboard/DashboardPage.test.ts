import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/parts/session";
import { answerWith, mountPage, problemResponse } from "@/parts/testing";
import DashboardPage from "./DashboardPage.vue";
import texts from "./locale";

class Stream {
  static all: Stream[] = [];
  listeners = new Map<string, (event: { data: string }) => void>();
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: () => void;
  constructor(public address: string) {
    Stream.all.push(this);
  }
  addEventListener(name: string, listener: (event: { data: string }) => void): void {
    this.listeners.set(name, listener);
  }
  close(): void {}
  send(board: object): void {
    this.listeners.get("dashboard")?.({ data: JSON.stringify(board) });
  }
}

const figure = (value: number, list = "/passages") => ({ value, list });
const board = (more: object = {}) => ({
  at: "2020-02-24T00:05:00.000Z",
  inside: figure(3351, "/presence"),
  entries: figure(3400, "/passages?direction=entry&verdict=admitted&from=2020-02-23T16:00:00.000Z&until=2020-02-24T16:00:00.000Z"),
  exits: figure(49),
  held: figure(1),
  refused: figure(30),
  open_incidents: figure(1, "/fever-incidents?open=true"),
  operating_sites: figure(117, "/sites?status=operating"),
  open_reviews: figure(0, "/passages?review=open"),
  verdicts: [{ direction: "entry", verdict: "refused", reason: "no_pass", value: 30, list: "/passages?reason=no_pass" }],
  hours: Array.from({ length: 24 }, (_, hour) => ({ hour, entries: 0, exits: 0, kept_out: 0, list: "/passages" })),
  arrivals_today: Array<number>(288).fill(0),
  arrivals_yesterday: Array<number>(288).fill(0),
  counties: [
    { division: "370811", name: "任城区", inside: 3351, entries: 3400, exits: 49, held: 1, refused: 30, list: "/passages?division=370811" },
  ],
  ...more,
});
const city = {
  "GET /organizations/tree": { roots: [{ division: "3708" }] },
  "GET /divisions": {
    items: [
      { code: "370811", name: "任城区", full_name: "济宁市任城区", level: "county", has_children: true },
      { code: "370871", name: "高新区", full_name: "济宁市高新区", level: "county", has_children: true },
    ],
  },
};
const open = (answers: object, path = "/dashboard") => {
  answerWith({ ...city, ...answers });
  return mountPage(DashboardPage, { path, texts: { dashboard: texts }, permissions: ["dashboard_read", "organization_read"] });
};

/** What stands below the numbers comes after them, with a script of its own. */
const later = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

beforeEach(() => {
  Stream.all = [];
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("requestIdleCallback", () => 0);
});
afterEach(() => vi.unstubAllGlobals());

describe("the city at a glance", () => {
  it("shows the numbers, the reasons and every county of the city", async () => {
    const { page } = await open({ "GET /dashboard": board() });
    await flushPromises();
    expect(page.find(".numbers").text()).toContain("3,351");
    await later(() => expect(page.text()).toContain("没有通行证"));
    const rows = page.findAll(".counties tbody tr").map((row) => row.text());
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain("任城区");
    expect(rows[1]).toContain("高新区");
  });

  it("follows what the server sends, and only of the place it shows", async () => {
    const { page } = await open({ "GET /dashboard": board() });
    Stream.all[0]!.send(board({ at: "2020-02-24T00:05:01.000Z", inside: figure(3352) }));
    await flushPromises();
    expect(page.find(".numbers").text()).toContain("3,352");
    Stream.all[0]!.send(board({ at: "2020-02-24T00:05:02.000Z", division: "370811", inside: figure(7) }));
    await flushPromises();
    expect(page.find(".numbers").text()).toContain("3,352");
  });

  it("asks for the division of the address, and for the next one when that changes", async () => {
    const asked: string[] = [];
    const { page, router } = await open(
      {
        "GET /dashboard": ({ query }: { query: URLSearchParams }) => {
          const division = query.get("division") ?? undefined;
          asked.push(division ?? "");
          return board({ division, counties: [] });
        },
      },
      "/dashboard?division=370811",
    );
    await flushPromises();
    expect(asked).toEqual(["370811"]);
    expect(Stream.all[0]!.address).toBe("/dashboard/events?division=370811");
    expect(page.find("nav a").attributes("href")).toBe("/console/dashboard");
    expect(page.find(".counties").exists()).toBe(false);
    await router.push("/dashboard");
    await flushPromises();
    expect(asked).toEqual(["370811", ""]);
  });

  it("shows the figures before until those of the chosen measure are counted", async () => {
    let counted!: (answer: unknown) => void;
    answerWith({ ...city, "GET /dashboard": board(), "GET /fever-incidents": () => new Promise((done) => (counted = done)) });
    const permissions = ["dashboard_read", "organization_read", "incident_read"] as const;
    const { page, router } = await mountPage(DashboardPage, { path: "/dashboard", texts: { dashboard: texts }, permissions: [...permissions] });
    const figures = () => page.findAll(".counties tr").map((row) => row.findAll("th, td").map((cell) => cell.text()).join(" "));
    await later(() => expect(figures()).toEqual(["县市区 在厂人数 3,351", "任城区 3,351", "高新区 0"]));
    await router.replace("/dashboard?measure=incidents");
    await flushPromises();
    expect(figures()).toEqual(["县市区 在厂人数 3,351", "任城区 3,351", "高新区 0"]);
    counted({ items: [{ division: "370871001" }] });
    await flushPromises();
    expect(figures()).toEqual(["县市区 发热事件 1", "高新区 1", "任城区 0"]);
  });

  it("says why the figures of the chosen measure are not there", async () => {
    answerWith({ ...city, "GET /dashboard": board(), "GET /fever-incidents": () => problemResponse(503, "busy") });
    const permissions = ["dashboard_read", "organization_read", "incident_read"] as const;
    const { page, router } = await mountPage(DashboardPage, { path: "/dashboard", texts: { dashboard: texts }, permissions: [...permissions] });
    await later(() => expect(page.find(".counties").text()).toContain("3,351"));
    await router.replace("/dashboard?measure=incidents");
    await flushPromises();
    expect(page.get(".city [role=alert]").text()).toBe("title of busy：detail of busy");
    expect(page.get(".counties").text()).toContain("在厂人数");
  });

  it("shows an enterprise its own sites instead of the map", async () => {
    answerWith({ ...city, "GET /dashboard": board({ counties: [] }) });
    const opened = mountPage(DashboardPage, { path: "/dashboard", texts: { dashboard: texts }, permissions: ["dashboard_read"] });
    const { page } = await opened;
    const session = useSession();
    session.keep({ ...session.who!, reach: "organization", division: "370811" });
    await flushPromises();
    expect(page.find("h1").text()).toBe("我的厂区");
    expect(page.find(".counties").exists()).toBe(false);
  });

  it("says what went wrong and recovers with the next event", async () => {
    let isDown = true;
    const { page } = await open({ "GET /dashboard": () => (isDown ? problemResponse(503, "unavailable") : board()) });
    await flushPromises();
    expect(page.text()).toContain("detail of unavailable");
    isDown = false;
    Stream.all[0]!.send(board());
    await flushPromises();
    expect(page.find(".numbers").text()).toContain("3,351");
  });
});
