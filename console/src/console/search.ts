// What the search field finds: pages by their names, and records by the server, each for those who may see it.
import { api } from "@/api";
import { useSession } from "@/parts/session";
import { navigation } from "./modules";

export interface Finding {
  key: string;
  group: "pages" | "enterprises" | "sites" | "people";
  text: string;
  note?: string;
  /** Where it lies. */
  division?: string;
  to: string;
}

const most = 6;
const uscc = /^[0-9A-HJ-NPQRTUWXY]{18}$/;
const residentId = /^\d{17}[\dX]$/;
const mobile = /^1[3-9]\d{9}$/;

export function findPages(text: string): Finding[] {
  const session = useSession();
  const wanted = text.toLowerCase();
  return navigation
    .flatMap((group) => group.pages)
    .filter((page) => session.may(page.needs))
    .filter((page) => `${page.title.zh} ${page.title.en} ${page.path}`.toLowerCase().includes(wanted))
    .map((page) => ({ key: page.path, group: "pages" as const, text: page.title.zh, note: page.title.en, to: page.path }));
}

async function findEnterprises(text: string, signal: AbortSignal): Promise<Finding[]> {
  const query = uscc.test(text) ? { uscc: text, limit: most } : { name: text, limit: most };
  const page = await api.get("/enterprises", { query, signal });
  return page.items.map((found) => ({
    key: found.id,
    group: "enterprises",
    text: found.name,
    division: found.division,
    to: `/enterprises/${found.id}`,
  }));
}

async function findSites(text: string, signal: AbortSignal): Promise<Finding[]> {
  const page = await api.get("/sites", { query: { name: text, limit: most }, signal });
  return page.items.map((found) => ({
    key: found.id,
    group: "sites",
    text: found.name,
    division: found.division,
    to: `/sites/${found.id}`,
  }));
}

// People are never searched by name: a full number is proof that one knows whom one looks for.
async function findPeople(text: string, signal: AbortSignal): Promise<Finding[]> {
  const body = mobile.test(text) ? { mobile: text } : { document_kind: "resident_id" as const, document_number: text };
  const found = await api.post("/people/find", { body, signal });
  return found.items.map((person) => ({
    key: person.id,
    group: "people",
    text: person.masked_name,
    to: `/people/${person.id}`,
  }));
}

/** Records that match, in the order of the groups. */
export async function findRecords(typed: string, signal: AbortSignal): Promise<Finding[]> {
  const session = useSession();
  const text = typed.trim().toUpperCase();
  if (text.length < 2) return [];
  const isNumber = residentId.test(text) || mobile.test(text);
  const asked: Promise<Finding[]>[] = [];
  if (session.may("enterprise_read") && (!isNumber || uscc.test(text))) asked.push(findEnterprises(uscc.test(text) ? text : typed.trim(), signal));
  if (session.may("site_read") && !isNumber && !uscc.test(text)) asked.push(findSites(typed.trim(), signal));
  if (session.may("person_read") && isNumber) asked.push(findPeople(text, signal));
  return (await Promise.all(asked)).flat();
}

