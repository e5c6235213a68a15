import { Finished, Postcard, TrendCharts } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "resumption",
  locale: () => import("./locale"),
  pages: [
    page("/filings", () => import("./FilingListPage.vue"), {
      title: { zh: "复工申请", en: "Filings" },
      needs: "filing_read",
      list: "/filings",
      nav: { group: "resumption", icon: Finished, order: 60 },
    }),
    page("/filings/new", () => import("./NewFilingPage.vue"), {
      title: { zh: "申请复工", en: "File to resume work" },
      needs: "filing_write",
      parent: "/filings",
      uses: ["gates"],
    }),
    page("/filings/:id", () => import("./FilingPage.vue"), {
      title: { zh: "复工申请", en: "Filing" },
      needs: "filing_read",
      parent: "/filings",
      uses: ["people"],
    }),
    page("/filings/:id/form", () => import("./FilingFormPage.vue"), {
      title: { zh: "填写复工申请", en: "Fill in a filing" },
      needs: ["filing_read", "filing_write"],
      parent: "/filings",
      uses: ["enterprises", "organizations"],
    }),
    page("/filing-reviews", () => import("./ReviewListPage.vue"), {
      title: { zh: "审核环节与时限", en: "Stages and their time" },
      needs: "filing_read",
      list: "/filing-reviews",
      parent: "/filings",
    }),
    page("/review-offices", () => import("./OfficesPage.vue"), {
      title: { zh: "审核环节的承办部门", en: "Offices that decide the stages" },
      needs: "filing_read",
      parent: "/filings",
    }),
    page("/permits", () => import("./PermitListPage.vue"), {
      title: { zh: "复工许可", en: "Permits" },
      needs: "filing_read",
      list: "/permits",
      nav: { group: "resumption", icon: Postcard, order: 65 },
    }),
    page("/permits/:id", () => import("./PermitPage.vue"), {
      title: { zh: "复工许可", en: "Permit" },
      needs: "filing_read",
      parent: "/permits",
      uses: ["people"],
    }),
    page("/resumption-rates", () => import("./RatesPage.vue"), {
      title: { zh: "复工率", en: "Rates of resumption" },
      needs: "filing_read",
      nav: { group: "resumption", icon: TrendCharts, order: 66 },
      uses: ["enterprises"],
    }),
    page("/resumption", () => import("./StandingListPage.vue"), {
      title: { zh: "企业复工情况", en: "Enterprises and their resumption" },
      needs: "filing_read",
      list: "/resumption",
      parent: "/resumption-rates",
      uses: ["enterprises"],
    }),
  ],
});
