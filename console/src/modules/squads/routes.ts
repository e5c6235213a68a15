import { Avatar, Connection, EditPen, Flag, MapLocation, SetUp, Warning } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

const group = "squads" as const;
const squad = { needs: "squad_read", parent: "/squads" } as const;

export default defineModule({
  name: "squads",
  locale: () => import("./locale"),
  pages: [
    page("/squads", () => import("./SquadListPage.vue"), {
      title: { zh: "先锋队", en: "Squads" },
      needs: "squad_read",
      list: "/squads",
      nav: { group, icon: Flag, order: 70 },
    }),
    page("/squads/proposal", () => import("./FormingPage.vue"), { title: { zh: "编组先锋队", en: "Form squads" }, needs: ["squad_read", "squad_write"], parent: "/squads" }),
    page("/squads/:id", () => import("./SquadPage.vue"), { title: { zh: "先锋队", en: "Squad" }, ...squad }),
    page("/squads/:id/day", () => import("./DayPage.vue"), { title: { zh: "一天的走访顺序", en: "A day's visits" }, ...squad, uses: ["people"] }),
    page("/squad-members", () => import("./MemberListPage.vue"), {
      title: { zh: "先锋队员", en: "Squad members" },
      needs: "squad_read",
      list: "/squad-members",
      nav: { group, icon: Avatar, order: 71 },
    }),
    page("/squad-members/:id", () => import("./MemberPage.vue"), {
      title: { zh: "先锋队员", en: "Squad member" },
      needs: "squad_read",
      parent: "/squad-members",
      uses: ["people"],
    }),
    page("/squad-plans", () => import("./PlanListPage.vue"), {
      title: { zh: "分配方案", en: "Assignment plans" },
      needs: "squad_read",
      list: "/squad-plans",
      nav: { group, icon: Connection, order: 72 },
    }),
    page("/squad-plans/:id", () => import("./PlanPage.vue"), { title: { zh: "分配方案", en: "Assignment plan" }, needs: "squad_read", parent: "/squad-plans" }),
    page("/squad-assignments", () => import("./AssignmentListPage.vue"), {
      title: { zh: "联系关系", en: "Who looks after whom" },
      needs: "squad_read",
      list: "/squad-assignments",
      parent: "/squads",
    }),
    page("/squad-needs", () => import("./NeedsListPage.vue"), {
      title: { zh: "企业要求", en: "What enterprises ask" },
      needs: "squad_read",
      list: "/squad-needs",
      nav: { group, icon: SetUp, order: 73 },
    }),
    page("/visits/mine", () => import("./MyVisitsPage.vue"), {
      title: { zh: "我的走访", en: "My visits" },
      needs: ["squad_read", "visit_write"],
      nav: { group, icon: MapLocation, order: 74 },
    }),
    page("/visits/new", () => import("./VisitFormPage.vue"), { title: { zh: "填写走访", en: "Record a visit" }, needs: ["squad_read", "visit_write"], parent: "/visits/mine" }),
    page("/visits", () => import("./VisitListPage.vue"), {
      title: { zh: "走访记录", en: "Visits" },
      needs: "squad_read",
      list: "/visits",
      nav: { group, icon: EditPen, order: 75 },
    }),
    page("/visits/:id", () => import("./VisitPage.vue"), { title: { zh: "走访记录", en: "Visit" }, needs: "squad_read", parent: "/visits" }),
    page("/visit-findings", () => import("./FindingListPage.vue"), {
      title: { zh: "问题整改", en: "Findings" },
      needs: "squad_read",
      list: "/visit-findings",
      nav: { group, icon: Warning, order: 76 },
    }),
  ],
});
