import { expect, it } from "vitest";
import { chooseLanguage } from "@/parts/language";
import { exactMoney } from "./money";

it("writes money to the fen", () => {
  expect(exactMoney(66_000_000)).toBe("66 万元");
  expect(exactMoney(1_234_567_891)).toBe("1,234.567891 万元");
  expect(exactMoney(1)).toBe("0.000001 万元");
  expect(exactMoney(undefined)).toBe("—");
  chooseLanguage("en");
  expect(exactMoney(1_234_567_891)).toBe("¥12,345,678.91");
  expect(exactMoney(5)).toBe("¥0.05");
});
