import { expect, it } from "vitest";
import { chooseLanguage } from "@/parts/language";
import { actionChoices, actionName, subjectChoices, subjectName } from "./actions";

it("calls deeds and operations by their names", () => {
  expect(actionName("sign_in")).toBe("登录");
  expect(actionName("post_gates")).not.toBe("post_gates");
  expect(actionName("export_fever-incidents")).toBe("导出发热事件");
  expect(actionName("export_fever_incidents")).toBe("导出发热事件");
  expect(actionName("never_heard_of")).toBe("never_heard_of");
  expect(subjectName("fever-incidents")).toBe("发热事件");
  chooseLanguage("en");
  expect(actionName("sign_in")).toBe("Sign in");
  expect(actionName("export_accounts")).toBe("Export accounts");
});

it("offers only what is recorded, each once", () => {
  const values = actionChoices().map((choice) => choice.value);
  expect(new Set(values).size).toBe(values.length);
  expect(values.some((value) => value.startsWith("get_"))).toBe(false);
  expect(subjectChoices().every((choice) => choice.text.includes(choice.value))).toBe(true);
});
