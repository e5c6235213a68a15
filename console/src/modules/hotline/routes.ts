import { Bell, DataLine, Guide, Headset, PhoneFilled, QuestionFilled, Reading, Tickets } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "hotline",
  locale: () => import("./locale"),
  pages: [
    page("/hotline", () => import("./desk/DeskPage.vue"), {
      title: { zh: "话务台", en: "Hotline desk" },
      needs: "call_answer",
      nav: { group: "hotline", icon: Headset, order: 20 },
    }),
    page("/hotline/queue", () => import("./queue/QueuePage.vue"), {
      title: { zh: "待办工单", en: "Ticket queue" },
      needs: "ticket_read",
      nav: { group: "hotline", icon: Bell, order: 25 },
    }),
    page("/tickets", () => import("./tickets/TicketListPage.vue"), {
      title: { zh: "工单", en: "Tickets" },
      needs: "ticket_read",
      list: "/tickets",
      nav: { group: "hotline", icon: Tickets, order: 30 },
    }),
    page("/tickets/:id", () => import("./tickets/TicketPage.vue"), {
      title: { zh: "工单", en: "Ticket" },
      needs: "ticket_read",
      parent: "/tickets",
      uses: ["people"],
    }),
    page("/calls", () => import("./desk/CallListPage.vue"), {
      title: { zh: "来电记录", en: "Calls" },
      needs: "call_answer",
      list: "/calls",
      nav: { group: "hotline", icon: PhoneFilled, order: 35 },
    }),
    page("/knowledge-gaps", () => import("./knowledge/GapListPage.vue"), {
      title: { zh: "知识缺口", en: "Knowledge gaps" },
      needs: "knowledge_write",
      list: "/knowledge-gaps",
      nav: { group: "hotline", icon: QuestionFilled, order: 40 },
    }),
    page("/knowledge-gaps/:id", () => import("./knowledge/GapPage.vue"), {
      title: { zh: "知识缺口", en: "Knowledge gap" },
      needs: "knowledge_write",
      parent: "/knowledge-gaps",
    }),
    page("/articles", () => import("./knowledge/ArticleListPage.vue"), {
      title: { zh: "知识库", en: "Articles" },
      needs: "knowledge_write",
      list: "/articles",
      nav: { group: "hotline", icon: Reading, order: 42 },
    }),
    page("/articles/:id", () => import("./knowledge/ArticlePage.vue"), {
      title: { zh: "知识", en: "Article" },
      needs: "call_answer",
      parent: "/articles",
    }),
    page("/hotline-rates", () => import("./rates/RatesPage.vue"), {
      title: { zh: "热线指标", en: "Hotline rates" },
      needs: "ticket_read",
      nav: { group: "hotline", icon: DataLine, order: 45 },
    }),
    page("/matter-departments", () => import("./settings/MattersPage.vue"), {
      title: { zh: "事项分工", en: "Departments by matter" },
      needs: "ticket_read",
      nav: { group: "hotline", icon: Guide, order: 48 },
    }),
  ],
});
