import { afterEach, describe, expect, it, vi } from "vitest";
import { answerWith, mountPage } from "@/parts/testing";
import EnterpriseTotals from "./EnterpriseTotals.vue";
import HandoutTotals from "./HandoutTotals.vue";
import locale from "./locale";

afterEach(() => vi.unstubAllGlobals());
const figuresOf = (page: { findAll: (of: string) => { find: (of: string) => { text: () => string }; attributes: (of: string) => string | undefined }[] }) =>
  page.findAll(".figure").map((figure) => [figure.find(".label").text(), figure.find(".value").text(), figure.attributes("href")?.replace("/console", "")]);

describe("totals", () => {
  it("of enterprises each open the list of those that they count", async () => {
    answerWith({ "GET /policies/p1/enterprises/totals": { eligible: 3, unclear: 12, ineligible: 0 } });
    const { page } = await mountPage(EnterpriseTotals, { props: { policy: "p1" }, path: "/policies/p1", permissions: ["enterprise_read"], texts: { policies: locale } });
    expect(figuresOf(page)).toEqual([
      ["符合", "3", "/policies/p1/enterprises?eligibility=eligible"],
      ["待补充信息", "12", "/policies/p1/enterprises?eligibility=unclear"],
      ["不符合", "0", "/policies/p1/enterprises?eligibility=ineligible"],
    ]);
  });

  it("of hand-outs are asked for by the list's filter, and open their rows by it", async () => {
    const asked = answerWith({
      "GET /handouts/totals": {
        copies: 37, handouts: 4, recipients: 2,
        items: [{ policy: "p1", title: "租金", copies: 30, handouts: 3, recipients: 2 }, { compendium: "c1", title: "汇编", copies: 7, handouts: 1, recipients: 1 }],
      },
    });
    const { page } = await mountPage(HandoutTotals, { props: { filter: { division: "370831" } }, path: "/handouts", permissions: ["policy_read"], texts: { policies: locale } });
    expect(asked.filter(({ path }) => path === "/handouts/totals").map(({ query }) => query.get("division"))).toEqual(["370831"]);
    expect(figuresOf(page)).toEqual([
      ["累计发放", "37份", "/handouts?division=370831"],
      ["租金", "30份", "/handouts?division=370831&policy=p1"],
      ["汇编", "7份", "/handouts?division=370831&compendium=c1"],
    ]);
    expect(page.text()).toContain("3 笔，2 个单位");
  });
});
