// Members as pages need them: who can take a seat, which skills are in use, which squad is one's own.
import { api } from "@/api";
import type { Member, MemberRole } from "./squad";
import { skillsOf } from "./squad";

const most = 500;

/** Skills in use within a division, in alphabetical order. */
export async function skillsInUse(division?: string): Promise<string[]> {
  const { items } = await api.get("/squad-members", { query: { division, left: false, limit: most } });
  return [...new Set(items.flatMap((member) => skillsOf(member.skills)))].sort((a, b) => a.localeCompare(b, "zh"));
}

/** Those of a county and role who sit in no squad, and the one who has the seat now. */
export async function candidatesFor(county: string, role: MemberRole, now: string | undefined): Promise<Member[]> {
  const { items } = await api.get("/squad-members", { query: { division: county, role, seated: false, left: false, limit: most } });
  if (!now || items.some((member) => member.id === now)) return items;
  return [await api.get("/squad-members/{id}", { path: { id: now } }), ...items];
}

/** The squad in which an account's owner sits; nothing for who sits in none. */
export async function squadOfAccount(account: string, division?: string): Promise<string | undefined> {
  for (let cursor: string | undefined; ; ) {
    const page = await api.get("/squad-members", { query: { division, seated: true, left: false, limit: most, cursor } });
    const own = page.items.find((member) => member.account === account);
    if (own || !page.next) return own?.squad;
    cursor = page.next;
  }
}
