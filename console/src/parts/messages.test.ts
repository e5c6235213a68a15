import { expect, it } from "vitest";
import { addTexts, say } from "./i18n";
import { chooseLanguage } from "./language";
import { piecesOf } from "./messages";

addTexts("test", {
  "zh-CN": { total: "共 {n} 条，第 { page } 页", mail: "写信到 office{'@'}city.cn | {'{'}原样{'}'}", only: "只有中文" },
  en: { total: "{n} in all, page {page}", mail: "write to office{'@'}city.cn" },
});

it("puts values in their places", () => {
  expect(say("test.total", { n: 12, page: 3 })).toBe("共 12 条，第 3 页");
  chooseLanguage("en");
  expect(say("test.total", { n: "1,200", page: 1 })).toBe("1,200 in all, page 1");
});

it("leaves signs as they are", () => {
  expect(say("test.mail")).toBe("写信到 office@city.cn | {原样}");
  expect(piecesOf("")).toEqual([""]);
  expect(piecesOf("a{b}")).toEqual(["a", { name: "b" }]);
});

it("falls back to Chinese", () => {
  chooseLanguage("en");
  expect(say("test.only")).toBe("只有中文");
});
