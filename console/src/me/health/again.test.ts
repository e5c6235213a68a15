import { expect, it } from "vitest";
import type { HealthAnswers } from "@/modules/declarations/answers";
import type { Unfitness } from "../types";
import { fitAgainOn } from "./again";

const rules = { observationDays: 14, province: "37" };
const answers = (more: Partial<HealthAnswers>): HealthAnswers => ({ case_status: "none", under_observation: false, ...more });
const again = (reasons: Unfitness[], more: Partial<HealthAnswers>) => fitAgainOn(reasons, answers(more), rules);

it("is as many days after the last as the rule says: the 10th is 14 days past on the 24th", () => {
  expect(again(["fever"], { symptoms: [{ symptom: "fever", last_day: "2020-02-10" }] })).toBe("2020-02-24");
  expect(again(["cough"], { symptoms: [{ symptom: "cough", last_day: "2020-02-20" }] })).toBe("2020-03-05");
});

it("is the latest of several", () => {
  const more = {
    symptoms: [{ symptom: "cough" as const, last_day: "2020-02-20" }],
    contacts: [{ kind: "confirmed_case" as const, last_day: "2020-02-22" }],
  };
  expect(again(["cough", "case_contact"], more)).toBe("2020-03-07");
});

it("counts a return from elsewhere, and no stay within the province", () => {
  const stays = [
    { place: "武汉", division: "4201", from: "2020-02-01", until: "2020-02-12" },
    { place: "济南", division: "3701", from: "2020-02-12", until: "2020-02-22" },
  ];
  expect(again(["returned_recently"], { stays })).toBe("2020-02-26");
  expect(again(["returned_recently"], { stays, returned_on: "2020-02-13" })).toBe("2020-02-27");
});

it("counts who and what was in an outbreak area", () => {
  const contacts = [
    { kind: "from_abroad" as const, last_day: "2020-02-18" },
    { kind: "confirmed_case" as const, last_day: "2020-02-23" },
  ];
  const stays = [{ place: "黄冈", division: "4211", outbreak_area: true, from: "2020-02-01", until: "2020-02-19" }];
  expect(again(["outbreak_area_contact"], { contacts, stays })).toBe("2020-03-04");
});

it("is not known while it lasts, or depends on somebody's word", () => {
  expect(again(["fever"], { symptoms: [{ symptom: "fever" }] })).toBeUndefined();
  expect(again(["fever"], { temperature: 378, symptoms: [{ symptom: "fever", last_day: "2020-02-10" }] })).toBeUndefined();
  expect(again(["fever"], { temperature: 365 })).toBeUndefined();
  expect(again(["case_not_cleared"], { case_status: "confirmed" })).toBeUndefined();
  expect(again(["under_observation", "cough"], { symptoms: [{ symptom: "cough", last_day: "2020-02-20" }] })).toBeUndefined();
  expect(again(["returned_recently"], { stays: [{ place: "武汉", division: "4201", from: "2020-02-01" }] })).toBeUndefined();
  expect(again([], {})).toBeUndefined();
});
