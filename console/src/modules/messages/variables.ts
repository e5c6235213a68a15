// Texts with variables, "{{recipient}}，请于{{date}}前……": which there are, and how they read with values in place.

export const known = ["recipient", "link", "apply_link"] as const;
const form = /\{\{([^{}]*)\}\}/g;

/** The names between {{ and }}, each once, in their order. */
export function variablesIn(...texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(form)].map((match) => match[1]!.trim())))].filter(Boolean);
}

export const ownVariables = (...texts: string[]): string[] => variablesIn(...texts).filter((name) => !(known as readonly string[]).includes(name));

export interface Spoken {
  text: string;
  /** The variable that it stands for. */
  variable?: string;
}

/** The text in pieces, variables with their values; one without a value keeps its name. */
export function speak(text: string, values: Record<string, string | undefined>): Spoken[] {
  const pieces: Spoken[] = [];
  let at = 0;
  for (const match of text.matchAll(form)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    const name = match[1]!.trim();
    pieces.push({ text: values[name] || match[0], variable: name });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** A text with the addresses that it contains told apart, the longer first: one may begin with the other. */
export function linked<Name extends string>(text: string, links: Partial<Record<Name, string>>): { text: string; link?: Name }[] {
  const wanted = (Object.entries(links) as [Name, string | undefined][])
    .flatMap(([name, address]) => (address ? [{ name, address }] : []))
    .sort((a, b) => b.address.length - a.address.length);
  const pieces: { text: string; link?: Name }[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const found = wanted.find(({ address }) => text.startsWith(address, at));
    if (!found) {
      ++at;
      continue;
    }
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push({ text: found.address, link: found.name });
    from = at += found.address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
