// An article of the knowledge base: written by one officer, shown to the desks once another has reviewed it.
import type { Schema } from "@/api";
import type { Tone } from "@/parts/StatusTag.vue";

export type Article = Schema<"ArticleRow">;
export type ArticleState = Article["state"];
export type GapState = Schema<"GapRow">["state"];

export const articleStates: readonly ArticleState[] = ["draft", "in_review", "published", "withdrawn"];
export const articleTones: Record<ArticleState, Tone> = { draft: "calm", in_review: "warn", published: "good", withdrawn: "calm" };
export const gapStates: readonly GapState[] = ["open", "filled", "dismissed"];
export const gapTones: Record<GapState, Tone> = { open: "warn", filled: "good", dismissed: "calm" };

export type Deed = "change" | "submit" | "review" | "withdraw";

/** What may be done with it now (articles.cpp): nobody reviews what he wrote himself. */
export function deedsFor(article: Pick<Article, "state" | "author">, who: { mayWrite: boolean; id: string | undefined }): Deed[] {
  if (!who.mayWrite) return [];
  const deeds: Deed[] = [];
  if (article.state === "draft") deeds.push("submit");
  if (article.state === "in_review" && article.author !== who.id) deeds.push("review");
  deeds.push("change");
  if (article.state !== "withdrawn") deeds.push("withdraw");
  return deeds;
}
