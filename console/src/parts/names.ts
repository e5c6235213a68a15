// Names of what the API tells by code or id: asked for once, however many rows show them.
import { shallowReactive, watch } from "vue";
import { api, Problem, type Permission, type Schema } from "@/api";
import { language } from "./language";
import { useSession } from "./session";

export type DivisionEntry = Schema<"DivisionEntry">;

const children = new Map<string, Promise<DivisionEntry[]>>();
const divisions = shallowReactive(new Map<string, DivisionEntry>());
const asked = new Set<string>();

/** The divisions directly within one; "" for the provinces. */
export function divisionsWithin(parent: string): Promise<DivisionEntry[]> {
  let list = children.get(parent);
  if (!list) {
    list = api.get("/divisions", { query: { parent: parent || undefined } }).then((answer) => {
      for (const entry of answer.items) divisions.set(entry.code, entry);
      return answer.items;
    });
    // A failure is not kept: the next who asks tries again.
    list.catch(() => children.delete(parent));
    children.set(parent, list);
  }
  return list;
}

export async function findDivision(code: string): Promise<DivisionEntry> {
  const known = divisions.get(code);
  if (known) return known;
  const entry = await api.get("/divisions/{code}", { path: { code } });
  divisions.set(code, entry);
  return entry;
}

const lengths = [2, 4, 6, 9, 12];
const above = (code: string): string => code.slice(0, lengths.findLast((length) => length < code.length) ?? 0);

/** What is known of a division now; asks for it, and those beside it, when nothing is. Reactive. */
export function divisionNow(code: string): DivisionEntry | undefined {
  const known = divisions.get(code);
  if (!known && !asked.has(code)) {
    asked.add(code);
    // Rows of one list lie close together: one question answers for all that have the same parent.
    void divisionsWithin(above(code))
      .then(() => (divisions.has(code) ? undefined : findDivision(code).then((entry) => divisions.set(code, entry))))
      .catch(() => asked.delete(code));
  }
  return known;
}

/** 任城区金城街道: from the county down; a city or province is named by itself. */
export function divisionText(code: string): string {
  const entry = divisionNow(code);
  if (!entry) return code;
  const parent = code.length > 6 ? divisionNow(above(code)) : undefined;
  return parent ? divisionText(parent.code) + entry.name : entry.name;
}

export type RecordKind = "organization" | "site" | "gate" | "device" | "account" | "person" | "squad" | "policy" | "compendium" | "channel" | "broadcast";

export interface RecordLabel {
  name: string;
  /** Its page. */
  to: string;
}

type Lookup = (id: string) => Promise<RecordLabel>;
const lookups: Record<RecordKind, Lookup> = {
  async organization(id) {
    const found = await api.get("/organizations/{id}", { path: { id } });
    return { name: found.name, to: `/${found.kind === "enterprise" ? "enterprises" : "organizations"}/${id}` };
  },
  site: async (id) => ({ name: (await api.get("/sites/{id}", { path: { id } })).name, to: `/sites/${id}` }),
  gate: async (id) => ({ name: (await api.get("/gates/{id}", { path: { id } })).name, to: `/gates/${id}` }),
  device: async (id) => ({ name: (await api.get("/devices/{id}", { path: { id } })).name, to: `/devices/${id}` }),
  account: async (id) => ({
    name: (await api.get("/accounts/{id}", { path: { id } })).display_name,
    to: `/accounts/${id}`,
  }),
  person: async (id) => ({ name: (await api.get("/people/{id}", { path: { id } })).masked_name, to: `/people/${id}` }),
  policy: async (id) => ({ name: (await api.get("/policies/{id}", { path: { id } })).title, to: `/policies/${id}` }),
  compendium: async (id) => ({ name: (await api.get("/compendia/{id}", { path: { id } })).title, to: `/compendia/${id}` }),
  channel: async (id) => ({ name: (await api.get("/channels/{id}", { path: { id } })).name, to: `/channels/${id}` }),
  broadcast: async (id) => ({ name: (await api.get("/broadcasts/{id}", { path: { id } })).title, to: `/broadcasts/${id}` }),
  squad: async (id) => ({ name: (await api.get("/squads/{id}", { path: { id } })).name, to: `/squads/${id}` }),
};

/** Without it the server would only refuse. */
const needs: Record<RecordKind, Permission> = {
  organization: "organization_read",
  site: "site_read",
  gate: "gate_read",
  device: "gate_read",
  account: "account_read",
  person: "person_read",
  policy: "policy_read",
  compendium: "policy_read",
  channel: "message_read",
  broadcast: "message_read",
  squad: "squad_read",
};

const labels = shallowReactive(new Map<string, RecordLabel | "hidden">());
const waiting: (() => Promise<void>)[] = [];
const atOnce = 6;
let running = 0;

function pump(): void {
  while (running < atOnce && waiting.length > 0) {
    ++running;
    void waiting.shift()!().finally(() => (--running, pump()));
  }
}

/** The name of a record, asked for when it is not known yet. "hidden": not for this account. Reactive. */
export function recordNow(kind: RecordKind, id: string): RecordLabel | "hidden" | undefined {
  const key = `${kind} ${id}`;
  const known = labels.get(key);
  if (!known && !useSession().may(needs[kind])) return "hidden";
  if (!known && !asked.has(key)) {
    asked.add(key);
    waiting.push(async () => {
      try {
        labels.set(key, await lookups[kind](id));
      } catch (failure) {
        if (failure instanceof Problem && (failure.status === 403 || failure.status === 404)) labels.set(key, "hidden");
        else asked.delete(key);
      }
    });
    pump();
  }
  return known;
}

/** A page that has the records at hand says their names, so that nobody has to ask. */
export function knowRecord(kind: RecordKind, id: string, label: RecordLabel): void {
  labels.set(`${kind} ${id}`, label);
}

/** Another account may see others. */
export function forgetNames(): void {
  labels.clear();
  children.clear();
  asked.clear();
}

watch(language, () => {
  divisions.clear();
  forgetNames();
});
