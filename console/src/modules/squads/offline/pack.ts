// What a squad takes along, so that it can visit where there is no network.
import { api } from "@/api";
import { assignedTo } from "../assigned";
import type { Pack } from "./database";

export async function fetchPack(squad: string, withPolicies: boolean): Promise<Pack> {
  const [of, enterprises, checklist, policies] = await Promise.all([
    api.get("/squads/{id}", { path: { id: squad } }),
    assignedTo(squad),
    api.get("/visits/checklist"),
    withPolicies ? api.get("/policies", { query: { withdrawn: false, superseded: false, limit: 200 } }) : undefined,
  ]);
  const found = await Promise.all(enterprises.map(({ organization }) => api.get("/visit-findings", { query: { organization, open: true, limit: 50 } })));
  return {
    at: Date.now(),
    squad: of,
    enterprises,
    findings: found.flatMap(({ items }) => items),
    checklist: checklist.items,
    policies: policies?.items.map(({ id, title }) => ({ id, title })) ?? [],
  };
}
