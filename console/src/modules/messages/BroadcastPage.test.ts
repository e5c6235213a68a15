import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith, mountPage } from "@/parts/testing";
import BroadcastPage from "./BroadcastPage.vue";
import locale from "./locale";

const broadcast = {
  id: "b1", division: "3708", kind: "sms", channel: "c1", title: "补贴", urgency: "normal", state: "done_with_failures", recipients: 10, waiting: 0, accepted: 7, delivered: 5, opened: 3, applied: 1, failed: 2, uncertain: 1,
  author_name: "张敏", created_at: "2020-02-24T00:00:00Z", text: "请于{{日期}}前办理 {{link}}", values: [{ name: "日期", value: "3月1日" }], link: "https://example.cn",
  audience: { kind: "organizations", division: "3708", organization_kinds: ["enterprise"] },
  failures: [{ reason: "no_address", messages: 2, says_zh: "对方没有登记此类联系方式，请补登后重试。", says_en: "No contact." }],
};
const open = (more: object = {}, permissions: ("message_read" | "message_write")[] = ["message_read", "message_write"]) => {
  answerWith({ "GET /broadcasts/b1": { ...broadcast, ...more }, "GET /channels/c1": { name: "短信平台" }, "GET /divisions": { items: [] } });
  return mountPage(BroadcastPage, { props: { id: "b1" }, path: "/broadcasts/b1", permissions, texts: { messages: locale } });
};
afterEach(() => vi.unstubAllGlobals());

describe("a broadcast", () => {
  it("says its failures first and in words, with the reason", async () => {
    const { page } = await open();
    const failures = page.find(".failures");
    expect(failures.text()).toContain("10 个对象中有 2 个没有发到");
    expect(failures.text()).toContain("另有 1 个不知对方是否收到");
    expect(failures.text()).toContain("对方没有登记此类联系方式");
    expect(failures.find("a").attributes("href")).toContain("/messages?broadcast=b1&state=failed&state=uncertain&reason=no_address");
  });

  it("counts accepted, delivered, read and applied apart", async () => {
    const { page } = await open();
    const figures = Object.fromEntries(page.findAll(".figure").map((figure) => [figure.find(".label").text(), figure.find(".value").text()]));
    expect(figures).toMatchObject({ 对象数: "10", 通道已接收: "7", 已送达: "5", 已阅读: "3", 已去办理: "1", 发送失败: "2", 无法确认: "1" });
  });

  it("opens each number to the messages that it counts", async () => {
    const { page } = await open();
    const opened = Object.fromEntries(page.findAll(".figure").map((figure) => [figure.find(".label").text(), figure.attributes("href")?.replace("/console/messages?broadcast=b1", "")]));
    expect(opened).toEqual({
      对象数: "", 通道已接收: "&accepted=true", 已送达: "&delivered=true", 已阅读: "&opened=true", 已去办理: "&applied=true",
      待发送: "&state=waiting&state=sending", 发送失败: "&state=failed", 无法确认: "&state=uncertain",
    });
  });

  it("shows what it said with its values in place", async () => {
    const { page } = await open();
    expect(page.find(".text").text()).toContain("请于3月1日前办理");
  });

  it("offers to retry only to who may, and only when something failed", async () => {
    expect((await open({}, ["message_read"])).page.text()).not.toContain("重试失败的");
    expect((await open()).page.text()).toContain("重试失败的 2 条");
    const { page } = await open({ failed: 0, uncertain: 0, failures: [], state: "done" });
    expect(page.text()).not.toContain("重试");
    expect(page.find(".failures").exists()).toBe(false);
  });
});
