// The moves of a difficulty as a story: who, when, what and why; the latest first.
import { say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";
import type { Happening } from "@/parts/Timeline.vue";
import type { Difficulty, Move } from "./difficulty";

const tones: Partial<Record<Move, Tone>> = { raise: "info", amend: "info", verify: "info", claim: "info", send_back: "warn", hand_over: "warn", rise: "bad", solve: "good", confirm: "good", reopen: "bad" };

export const happeningsOf = (difficulty: Pick<Difficulty, "moves">): Happening[] =>
  difficulty.moves
    .map((move): Happening => ({
      key: String(move.number),
      at: move.at,
      title: move.move === "rise" ? say("difficulties.roseTo", { level: say(`difficulties.levels.${move.level}`) }) : say(`difficulties.moveNames.${move.move}`),
      text: [move.actor_name, move.why].filter(Boolean).join("："),
      tone: tones[move.move],
    }))
    .reverse();
