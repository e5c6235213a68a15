// What the desk knows about a question, as offers with a key each: 1–3 passages of policies, 4–6 articles, 7–9 earlier
// answers. A kind keeps its keys even where another has nothing, so that hands learn them.
import type { Schema } from "@/api";
import type { RouteLocationRaw } from "vue-router";

export type Suggestions = Schema<"SuggestionsForCall">;
export type OfferKind = "passage" | "article" | "answer";

export interface Offer {
  key: string;
  kind: OfferKind;
  /** Of the policy's title, or the question that was asked. */
  title: string;
  /** 文号, the basis of an article, the number of a ticket. */
  source: string | undefined;
  text: string;
  /** Why it was found. */
  reason: string | undefined;
  /** What is said to the caller when it is quoted. */
  answer: string;
  policy: string | undefined;
  article: string | undefined;
  to: RouteLocationRaw;
}

const most = 3;
/** What an answer may be long (tickets.hpp). */
export const longestAnswer = 4000;

const first = { passage: 1, article: 1 + most, answer: 1 + 2 * most } as const;
const keyOf = (kind: OfferKind, at: number): string => String(first[kind] + at);

function passages(found: Suggestions["policies"]["passages"]): Offer[] {
  return found.slice(0, most).map((passage, at) => ({
    key: keyOf("passage", at),
    kind: "passage",
    title: passage.title,
    source: passage.document_number,
    text: passage.text,
    reason: passage.reason || undefined,
    answer: `《${passage.title}》${passage.document_number ? `（${passage.document_number}）` : ""}：${passage.text}`.slice(0, longestAnswer),
    policy: passage.policy,
    article: undefined,
    to: { path: `/policies/${passage.policy}`, query: { at: String(passage.offset), length: String(passage.length), version: String(passage.version) } },
  }));
}

function known(kind: "article" | "answer", found: Suggestions["answers"]): Offer[] {
  return found.slice(0, most).map((one, at) => ({
    key: keyOf(kind, at),
    kind,
    title: one.question,
    source: one.source,
    text: one.answer,
    reason: undefined,
    answer: (kind === "article" && one.source ? `${one.answer}（${one.source}）` : one.answer).slice(0, longestAnswer),
    policy: undefined,
    article: kind === "article" ? one.id : undefined,
    to: kind === "article" ? `/articles/${one.id}` : `/tickets/${one.id}`,
  }));
}

export const offersOf = (found: Suggestions | undefined): Offer[] =>
  found ? [...passages(found.policies.passages), ...known("article", found.articles), ...known("answer", found.answers)] : [];
