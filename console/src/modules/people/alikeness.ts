// What speaks for two files being one person's, as far as masked data tells.
import type { PersonView } from "./person";

export type Standing = "same" | "differs" | "unknown";
export interface Alike {
  what: "name" | "mobile" | "birthYear" | "sex" | "employer";
  standing: Standing;
}

type Told = (string | number | undefined)[];

function standingOf(one: Told, other: Told): Standing {
  const known = (told: Told) => new Set(told.filter((each) => each !== undefined));
  const [a, b] = [known(one), known(other)];
  if (a.size === 0 || b.size === 0) return "unknown";
  return [...a].some((each) => b.has(each)) ? "same" : "differs";
}

export function alikeness(one: PersonView, other: PersonView): Alike[] {
  const of = (what: Alike["what"], read: (entry: PersonView["entries"][number]) => string | number | undefined): Alike => ({
    what,
    standing: standingOf(one.entries.map(read), other.entries.map(read)),
  });
  return [
    of("name", (entry) => entry.masked_name),
    of("mobile", (entry) => entry.masked_mobile),
    of("birthYear", (entry) => entry.birth_year),
    of("sex", (entry) => entry.sex),
    of("employer", (entry) => entry.employer),
  ];
}
