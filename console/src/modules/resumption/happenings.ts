// The moves of a filing as a story: who, when, what and why; the latest first.
import { say } from "@/parts/i18n";
import type { Tone } from "@/parts/StatusTag.vue";
import type { Happening } from "@/parts/Timeline.vue";
import { stageText, type CheckOutcome, type Filing, type Move } from "./filing";

const tones: Partial<Record<Move, Tone>> = { submit: "info", pass: "good", list_lacking: "warn", refuse: "bad", revoke: "bad", reinstate: "good", check: "info" };

export function happeningsOf(filing: Pick<Filing, "moves">): Happening[] {
  return filing.moves
    .map((move): Happening => {
      const stage = move.stage ? say("resumption.atStageOf", { stage: stageText(move.stage) }) : "";
      // Of a check the reason is its outcome.
      const why = move.why && move.move === "check" ? say(`resumption.outcomes.${move.why as CheckOutcome}`) : move.why;
      const words = [why, move.clause && say("resumption.stages.clause", { text: move.clause })].filter(Boolean).join("；");
      return { key: String(move.number), at: move.at, title: `${stage}${say(`resumption.moveNames.${move.move}`)}`, text: [move.actor_name, words].filter(Boolean).join("："), tone: tones[move.move] };
    })
    .reverse();
}
