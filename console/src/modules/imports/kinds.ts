// The kinds of spreadsheet that can be imported, and where a row of each leads.
import { api, type Schema } from "@/api";
import { inLanguage } from "@/parts/language";
import { useLoad } from "@/parts/useLoad";

export type Kind = Schema<"KindEntry">;

export function useKinds() {
  const kinds = useLoad((signal) => api.get("/import-kinds", { signal }));
  // Enterprises come before their people.
  const rank = (kind: Kind) => ["enterprises", "roster", "policies"].indexOf(kind.name) >>> 0;
  const find = (name: string): Kind | undefined => kinds.value.value?.items.find((kind) => kind.name === name);
  return {
    state: kinds,
    all: () => [...(kinds.value.value?.items ?? [])].sort((a, b) => rank(a) - rank(b)),
    find,
    /** A kind that this account may no longer import is called by its name in the API. */
    title: (name: string): string => {
      const kind = find(name);
      return kind ? inLanguage(kind) : name;
    },
    fieldTitle: (kind: string, field: string): string => {
      const found = find(kind)?.fields.find((each) => each.field === field);
      return found ? inLanguage(found) : field;
    },
  };
}

const pages: Record<string, string> = { enterprises: "/enterprises/", roster: "/people/", policies: "/policies/" };

export const pageOfSubject = (kind: string, subject: string | undefined): string | undefined =>
  subject && pages[kind] ? pages[kind] + subject : undefined;
