// The short form of a declaration: what somebody has something to say about. Of the rest nothing is asked, and nothing
// is sent.
import {
  answersOf,
  emptyDraft,
  faultsOf,
  reported,
  type DraftFaults,
  type HealthAnswers,
  type HealthDraft,
} from "@/modules/declarations/answers";
import type { Filled } from "../keeping/database";

export const topics = ["symptoms", "case", "observation", "stays", "contacts", "journeys"] as const;
export type Topic = (typeof topics)[number];

export const nothingFilled = (): Filled => ({ topics: [], health: emptyDraft() });

/** Tenths of a degree from which it is called a fever everywhere, whatever the rule here says. */
export const surelyFever = 373;

/** The draft without what was filled in under a topic that was then given up. */
function chosenOf({ topics: chosen, health }: Filled): HealthDraft {
  const none = emptyDraft();
  const has = (topic: Topic) => chosen.includes(topic);
  return {
    symptoms: has("symptoms") ? health.symptoms : none.symptoms,
    temperature: health.temperature,
    caseStatus: has("case") ? health.caseStatus : "none",
    underObservation: has("observation"),
    stays: has("stays") ? health.stays : [],
    contacts: has("contacts") ? health.contacts : [],
    journeys: has("journeys") ? health.journeys : [],
    returnedOn: has("stays") ? health.returnedOn : "",
  };
}

export const answersIn = (filled: Filled): HealthAnswers => answersOf(chosenOf(filled));

/** By the pointer of the field, as the server would say it; what was chosen and not filled in is at its topic. */
export function faultsIn(filled: Filled, today: string): DraftFaults {
  const draft = chosenOf(filled);
  const faults = faultsOf(draft, today);
  if (filled.topics.includes("symptoms") && reported(draft).length === 0) faults["/answers/symptoms"] = "chooseSymptom";
  if (filled.topics.includes("case") && draft.caseStatus === "none") faults["/answers/case_status"] = "chooseCase";
  return faults;
}

/** Outside of the province, or somewhere in an outbreak area. */
const isElsewhere = (stay: NonNullable<HealthAnswers["stays"]>[number], province: string | undefined): boolean =>
  stay.abroad === true || stay.outbreak_area === true || !province || !(stay.division ?? "").startsWith(province);

/**
 * Whether it says anything that may cost the pass. While such a declaration waits for a network no code is shown: who
 * has a fever does not go in because the answer has not arrived.
 */
export function mayBeUnfit(filled: Filled, province?: string): boolean {
  const { symptoms = [], stays = [], contacts = [], ...answers } = answersIn(filled);
  return (
    (answers.temperature ?? 0) >= surelyFever ||
    symptoms.some(({ symptom }) => symptom === "fever" || symptom === "cough") ||
    (answers.case_status !== "none" && answers.case_status !== "cleared") ||
    answers.under_observation ||
    stays.some((stay) => isElsewhere(stay, province)) ||
    answers.returned_on !== undefined ||
    contacts.length > 0
  );
}
