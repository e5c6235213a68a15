import { describe, expect, it } from "vitest";
import { answersOf, emptyContact, emptyDraft, emptyJourney, emptyStay, faultsOf, firstOfDays, tenthsOf } from "./answers";

const today = "2020-02-24";

describe("a temperature as people type it", () => {
  it.each([
    ["36.5", 365],
    ["365", 365],
    ["37", 370],
    ["37.", 370],
    ["36,8", 368],
    ["３７．３", 373],
    [" 36.5 ℃", 365],
    ["30", 300],
    ["45.0", 450],
  ])("%s is %i tenths", (typed, tenths) => expect(tenthsOf(typed)).toBe(tenths));

  it.each(["", "3", "36.55", "29.9", "45.1", "36.5.1", "abc", "3650"])("%s is none", (typed) => expect(tenthsOf(typed)).toBeUndefined());
});

describe("answers", () => {
  it("say nothing of what was not filled in", () => {
    expect(answersOf(emptyDraft())).toEqual({
      symptoms: [],
      temperature: undefined,
      case_status: "none",
      under_observation: false,
      stays: [],
      contacts: [],
      journeys: [],
      returned_on: undefined,
    });
  });

  it("keep the last day of a symptom only when it is over", () => {
    const draft = emptyDraft();
    draft.symptoms.cough = { has: true, lasts: false, lastDay: "2020-02-10" };
    draft.symptoms.fever = { has: true, lasts: true, lastDay: "2020-02-09" };
    draft.symptoms.fatigue = { has: false, lasts: false, lastDay: "2020-02-08" };
    expect(answersOf(draft).symptoms).toEqual([
      { symptom: "fever", last_day: undefined },
      { symptom: "cough", last_day: "2020-02-10" },
    ]);
  });

  it("give a stay abroad no division", () => {
    const draft = emptyDraft();
    draft.stays = [
      { ...emptyStay(), place: " 首尔 ", division: "370811", abroad: true, from: "2020-02-12", until: "2020-02-20" },
      { ...emptyStay(), place: "武汉市江岸区", division: "420102", outbreakArea: true, from: "2020-02-01" },
    ];
    expect(answersOf(draft).stays).toEqual([
      { place: "首尔", division: undefined, abroad: true, outbreak_area: undefined, from: "2020-02-12", until: "2020-02-20" },
      { place: "武汉市江岸区", division: "420102", abroad: undefined, outbreak_area: true, from: "2020-02-01", until: undefined },
    ]);
  });
});

describe("faults", () => {
  it("are none in an empty form", () => expect(faultsOf(emptyDraft(), today)).toEqual({}));

  it("are days that are missing, ahead, or the wrong way round", () => {
    const draft = emptyDraft();
    draft.symptoms.cough = { has: true, lasts: false, lastDay: "" };
    draft.contacts = [{ ...emptyContact(), lastDay: "2020-02-25" }];
    draft.stays = [{ ...emptyStay(), from: "2020-02-20", until: "2020-02-18" }];
    draft.journeys = [{ ...emptyJourney(), from: "郑州", to: "济宁", departed: "2020-02-20", arrived: "2020-02-19" }];
    draft.returnedOn = "2020-03-01";
    draft.temperature = "20";
    expect(faultsOf(draft, today)).toEqual({
      "/answers/temperature": "temperature",
      "/answers/symptoms/0/last_day": "missingDay",
      "/answers/contacts/0/last_day": "inTheFuture",
      "/answers/stays/0/place": "missing",
      "/answers/stays/0/division": "missingDivision",
      "/answers/stays/0/until": "endsBefore",
      "/answers/journeys/0/arrived": "endsBefore",
      "/answers/returned_on": "inTheFuture",
    });
  });

  it("count rows of symptoms as they are sent", () => {
    const draft = emptyDraft();
    draft.symptoms.fever = { has: true, lasts: true, lastDay: "" };
    draft.symptoms.diarrhoea = { has: true, lasts: false, lastDay: "2020-02-25" };
    expect(Object.keys(faultsOf(draft, today))).toEqual(["/answers/symptoms/1/last_day"]);
  });
});

it("counts days of the calendar back, over a leap day", () => {
  expect(firstOfDays("2020-03-01", 14)).toBe("2020-02-16");
});
