// What a difficulty is, what may be done with it by whom, and how far it is.
import type { RowOf, Schema } from "@/api";
import type { Tone } from "@/parts/StatusTag.vue";

export type Difficulty = Schema<"DifficultyView">;
export type DifficultyRow = RowOf<"/difficulties">;
export type State = Difficulty["state"];
export type Kind = Difficulty["kind"];
export type Move = Schema<"DifficultyMoveRow">["move"];
export type SolutionKind = Schema<"SolutionView">["link_kind"];

export const states = ["raised", "returned", "verified", "claimed", "solved", "confirmed", "withdrawn"] as const satisfies readonly State[];
/** On the board: what somebody is at work on, or waits for the enterprise. */
export const boardStates = ["raised", "returned", "verified", "claimed", "solved", "confirmed"] as const satisfies readonly State[];
export const kinds = ["commuting", "raw_materials", "product_transport", "loans", "hiring", "supplies", "rent", "others"] as const satisfies readonly Kind[];
export const sources = ["enterprise", "visit", "call", "gate"] as const satisfies readonly Difficulty["source"][];
export const levels = ["town", "county", "prefecture"] as const satisfies readonly Difficulty["level"][];
export const solutionKinds = ["policy", "supply", "loan", "person", "other"] as const satisfies readonly SolutionKind[];

export const stateTones: Record<State, Tone> = { raised: "info", returned: "warn", verified: "info", claimed: "info", solved: "warn", confirmed: "good", withdrawn: "calm" };

/** Somebody is at work on it, and its term runs. */
export const isOpen = (state: State): boolean => state === "raised" || state === "verified" || state === "claimed";
export const isOverdue = (difficulty: Pick<Difficulty, "state" | "due_at">, now: number): boolean => isOpen(difficulty.state) && Date.parse(difficulty.due_at) < now;

export interface Who {
  /** The account's organisation. */
  organization?: string;
  /** It is the enterprise itself, or its like, not an office. */
  isEnterprise: boolean;
  handles: boolean;
  writes: boolean;
}

export interface Link {
  name: "raised" | "verified" | "claimed" | "solved" | "confirmed";
  standing: "done" | "now" | "ahead";
  at?: string;
  who?: string;
}
const linkMoves = { raised: ["raise", "amend"], verified: ["verify"], claimed: ["claim"], solved: ["solve"], confirmed: ["confirm"] } as const;
const names = ["raised", "verified", "claimed", "solved", "confirmed"] as const;

/** The chain raise → verify → claim → solve → confirm: who made each link when, as it stands now. */
export function chainOf(difficulty: Pick<Difficulty, "state" | "moves">): Link[] {
  // Sent back, it is to be completed: the first link is open again. Withdrawn, it stays where it was.
  const state = difficulty.state === "withdrawn" ? (difficulty.moves.at(-2)?.state ?? "raised") : difficulty.state;
  const reached = state === "returned" ? -1 : (names as readonly State[]).indexOf(state);
  return names.map((name, i): Link => {
    const move = difficulty.moves.findLast((each) => (linkMoves[name] as readonly Move[]).includes(each.move));
    if (i > reached) return { name, standing: i === reached + 1 && difficulty.state !== "withdrawn" ? "now" : "ahead" };
    return { name, standing: "done", at: move?.at, who: move?.actor_name };
  });
}
