// What a check can come to: with something not in order it does not pass, with nothing it cannot do anything else.
import type { Schema } from "@/api";
import type { CheckOutcome } from "./filing";

export type Result = Schema<"CheckAnswer">["result"];
export const outcomesFor = (hasFinding: boolean): CheckOutcome[] => (hasFinding ? ["rectify", "failed"] : ["passed"]);
