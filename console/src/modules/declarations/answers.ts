// From the form of a declaration to the answers that the API takes, and what can be told to be wrong before it is asked.
import type { Schema } from "@/api";

export type HealthAnswers = Schema<"HealthAnswers">;
export type Symptom = Schema<"SymptomReport">["symptom"];
export type ContactKind = Schema<"Contact">["kind"];
export type Transport = Schema<"Journey">["transport"];
export type CaseStatus = HealthAnswers["case_status"];

export const symptoms: readonly Symptom[] = ["fever", "cough", "fatigue", "sore_throat", "breathlessness", "diarrhoea", "other"];
export const contactKinds: readonly ContactKind[] = ["suspected_case", "confirmed_case", "from_outbreak_area", "from_abroad"];
export const transports: readonly Transport[] = ["train", "flight", "coach", "car", "ship", "other"];
export const caseStatuses: readonly CaseStatus[] = ["none", "suspected", "asymptomatic", "confirmed", "cleared"];

export interface SymptomDraft {
  has: boolean;
  lasts: boolean;
  lastDay: string;
}
export interface StayDraft {
  place: string;
  division: string | undefined;
  abroad: boolean;
  outbreakArea: boolean;
  from: string;
  until: string;
}
export interface ContactDraft {
  kind: ContactKind;
  lastDay: string;
}
export interface JourneyDraft {
  transport: Transport;
  number: string;
  from: string;
  to: string;
  route: string;
  departed: string;
  arrived: string;
}

export interface HealthDraft {
  symptoms: Record<Symptom, SymptomDraft>;
  temperature: string;
  caseStatus: CaseStatus;
  underObservation: boolean;
  stays: StayDraft[];
  contacts: ContactDraft[];
  journeys: JourneyDraft[];
  returnedOn: string;
}

export const emptyStay = (): StayDraft => ({ place: "", division: undefined, abroad: false, outbreakArea: false, from: "", until: "" });
export const emptyContact = (): ContactDraft => ({ kind: "suspected_case", lastDay: "" });
export const emptyJourney = (): JourneyDraft => ({ transport: "train", number: "", from: "", to: "", route: "", departed: "", arrived: "" });

export const emptyDraft = (): HealthDraft => ({
  symptoms: Object.fromEntries(symptoms.map((each) => [each, { has: false, lasts: true, lastDay: "" }])) as HealthDraft["symptoms"],
  temperature: "",
  caseStatus: "none",
  underObservation: false,
  stays: [],
  contacts: [],
  journeys: [],
  returnedOn: "",
});

/** "36.5", "36,5", "365" and "３６．５" are 365 tenths; nothing for what is no reading between 30.0 and 45.0. */
export function tenthsOf(typed: string): number | undefined {
  const plain = typed.normalize("NFKC").trim().replace(/[,。]/g, ".").replace(/\s*(℃|°C|度)$/i, "");
  if (!/^\d{2}(\.\d?)?$|^\d{3}$/.test(plain)) return undefined;
  const tenths = /^\d{3}$/.test(plain) ? Number(plain) : Math.round(Number(plain) * 10);
  return tenths >= 300 && tenths <= 450 ? tenths : undefined;
}

const said = (text: string): string | undefined => text.trim() || undefined;

/** The symptoms of the form in the order in which they are sent, so that a fault at /symptoms/1 finds its row. */
export const reported = (draft: HealthDraft): Symptom[] => symptoms.filter((each) => draft.symptoms[each].has);

export function answersOf(draft: HealthDraft): HealthAnswers {
  return {
    symptoms: reported(draft).map((symptom) => {
      const { lasts, lastDay } = draft.symptoms[symptom];
      return { symptom, last_day: lasts ? undefined : said(lastDay) };
    }),
    temperature: tenthsOf(draft.temperature),
    case_status: draft.caseStatus,
    under_observation: draft.underObservation,
    stays: draft.stays.map((stay) => ({
      place: stay.place.trim(),
      division: stay.abroad ? undefined : stay.division,
      abroad: stay.abroad || undefined,
      outbreak_area: stay.outbreakArea || undefined,
      from: stay.from,
      until: said(stay.until),
    })),
    contacts: draft.contacts.map((contact) => ({ kind: contact.kind, last_day: contact.lastDay })),
    journeys: draft.journeys.map((journey) => ({
      transport: journey.transport,
      number: said(journey.number),
      from: journey.from.trim(),
      to: journey.to.trim(),
      route: said(journey.route),
      departed: journey.departed,
      arrived: journey.arrived,
    })),
    returned_on: said(draft.returnedOn),
  };
}

/** By the pointer of the field; the value is a key of the texts below declarations.faults. */
export type DraftFaults = Record<string, string>;

/**
 * What the form itself can tell: days that are missing, lie ahead, or end before they begin. The server checks all of it
 * again and has the last word.
 */
export function faultsOf(draft: HealthDraft, today: string): DraftFaults {
  const faults: DraftFaults = {};
  const needDay = (path: string, day: string, needed = true) => {
    if (day === "") {
      if (needed) faults[path] = "missingDay";
    } else if (day > today) faults[path] = "inTheFuture";
  };
  const notBefore = (path: string, day: string, first: string) => {
    if (day !== "" && first !== "" && day < first) faults[path] = "endsBefore";
  };
  const needText = (path: string, text: string) => {
    if (text.trim() === "") faults[path] = "missing";
  };

  if (draft.temperature.trim() !== "" && tenthsOf(draft.temperature) === undefined) faults["/answers/temperature"] = "temperature";
  reported(draft).forEach((symptom, i) => {
    const { lasts, lastDay } = draft.symptoms[symptom];
    if (!lasts) needDay(`/answers/symptoms/${i}/last_day`, lastDay);
  });
  draft.stays.forEach((stay, i) => {
    const at = `/answers/stays/${i}`;
    needText(`${at}/place`, stay.place);
    if (!stay.abroad && !stay.division) faults[`${at}/division`] = "missingDivision";
    needDay(`${at}/from`, stay.from);
    needDay(`${at}/until`, stay.until, false);
    notBefore(`${at}/until`, stay.until, stay.from);
  });
  draft.contacts.forEach((contact, i) => needDay(`/answers/contacts/${i}/last_day`, contact.lastDay));
  draft.journeys.forEach((journey, i) => {
    const at = `/answers/journeys/${i}`;
    needText(`${at}/from`, journey.from);
    needText(`${at}/to`, journey.to);
    needDay(`${at}/departed`, journey.departed);
    if (journey.arrived === "") faults[`${at}/arrived`] = "missingDay";
    notBefore(`${at}/arrived`, journey.arrived, journey.departed);
  });
  needDay("/answers/returned_on", draft.returnedOn, false);
  return faults;
}

/** The days between which something of the last `days` days lies. */
export function firstOfDays(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
