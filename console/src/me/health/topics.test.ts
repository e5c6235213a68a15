import { describe, expect, it } from "vitest";
import { emptyContact, emptyStay } from "@/modules/declarations/answers";
import type { Filled } from "../keeping/database";
import { answersIn, faultsIn, mayBeUnfit, nothingFilled, type Topic } from "./topics";

const today = "2020-02-24";

function filled(chosen: Topic[], change: (health: Filled["health"]) => void = () => {}): Filled {
  const form = nothingFilled();
  form.topics = chosen;
  change(form.health);
  return form;
}

const nothing = {
  symptoms: [],
  temperature: undefined,
  case_status: "none",
  under_observation: false,
  stays: [],
  contacts: [],
  journeys: [],
  returned_on: undefined,
};

describe("the short form", () => {
  it("says nothing when nothing is chosen, and asks nothing", () => {
    expect(answersIn(nothingFilled())).toEqual(nothing);
    expect(faultsIn(nothingFilled(), today)).toEqual({});
  });

  it("sends nothing of a topic that was filled in and then given up", () => {
    const form = filled([], (health) => {
      health.symptoms.fever.has = true;
      health.caseStatus = "confirmed";
      health.underObservation = true;
      health.stays = [{ ...emptyStay(), place: "武汉", division: "42", from: "2020-02-10" }];
      health.returnedOn = "2020-02-20";
      health.contacts = [{ ...emptyContact(), lastDay: today }];
    });
    expect(answersIn(form)).toEqual(nothing);
    expect(faultsIn(form, today)).toEqual({});
  });

  it("takes a temperature along with nothing else", () => {
    const form = filled([], (health) => (health.temperature = "36.5"));
    expect(answersIn(form)).toEqual({ ...nothing, temperature: 365 });
    expect(faultsIn(filled([], (health) => (health.temperature = "98")), today)).toEqual({ "/answers/temperature": "temperature" });
  });

  it("has said all of an observation by choosing it", () => {
    expect(answersIn(filled(["observation"]))).toEqual({ ...nothing, under_observation: true });
  });

  it("misses what was chosen and not said", () => {
    expect(faultsIn(filled(["symptoms", "case"]), today)).toEqual({
      "/answers/symptoms": "chooseSymptom",
      "/answers/case_status": "chooseCase",
    });
    const stay = filled(["stays"], (health) => (health.stays = [emptyStay()]));
    expect(faultsIn(stay, today)).toEqual({
      "/answers/stays/0/place": "missing",
      "/answers/stays/0/division": "missingDivision",
      "/answers/stays/0/from": "missingDay",
    });
  });
});

describe("what may cost the pass", () => {
  it.each([
    ["a fever", ["symptoms"], (h: Filled["health"]) => (h.symptoms.fever.has = true)],
    ["a reading of 37.3", [], (h: Filled["health"]) => (h.temperature = "37.3")],
    ["a case", ["case"], (h: Filled["health"]) => (h.caseStatus = "asymptomatic")],
    ["an observation", ["observation"], () => {}],
    ["a contact", ["contacts"], (h: Filled["health"]) => (h.contacts = [{ ...emptyContact(), lastDay: today }])],
    ["a stay in another province", ["stays"], (h: Filled["health"]) => (h.stays = [{ ...emptyStay(), division: "4201" }])],
    ["a stay abroad", ["stays"], (h: Filled["health"]) => (h.stays = [{ ...emptyStay(), abroad: true }])],
    ["an outbreak at home", ["stays"], (h: Filled["health"]) => (h.stays = [{ ...emptyStay(), division: "37", outbreakArea: true }])],
    ["a return", ["stays"], (h: Filled["health"]) => (h.returnedOn = today)],
  ] as [string, Topic[], (health: Filled["health"]) => void][])("is %s", (_, chosen, change) => {
    expect(mayBeUnfit(filled(chosen, change), "37")).toBe(true);
  });

  it.each([
    ["nothing", [], () => {}],
    ["a normal reading", [], (h: Filled["health"]) => (h.temperature = "36.9")],
    ["fatigue", ["symptoms"], (h: Filled["health"]) => (h.symptoms.fatigue.has = true)],
    ["a case that is over", ["case"], (h: Filled["health"]) => (h.caseStatus = "cleared")],
    ["a stay elsewhere in the province", ["stays"], (h: Filled["health"]) => (h.stays = [{ ...emptyStay(), division: "3701" }])],
  ] as [string, Topic[], (health: Filled["health"]) => void][])("is not %s", (_, chosen, change) => {
    expect(mayBeUnfit(filled(chosen, change), "37")).toBe(false);
  });

  it("is any stay while the province is not known", () => {
    expect(mayBeUnfit(filled(["stays"], (health) => (health.stays = [{ ...emptyStay(), division: "3701" }])))).toBe(true);
  });
});
