import { describe, expect, it } from "vitest";
import { bodyOf, formOf, newForm, type Channel } from "./channel";

const channel = (more: Partial<Channel>): Channel =>
  ({
    id: "c1", name: "短信", kind: "sms", division: "3708", settings: {}, secrets: ["password"], shared: true, enabled: true, per_minute: 600, most_attempts: 12,
    first_retry_seconds: 30, in_doubt: "hold", takes_receipts: false, waiting: 0, created_by: "张敏", created_at: "2020-02-24T00:00:00Z", updated_at: "2020-02-24T00:00:00Z", ...more,
  }) as Channel;

describe("the form of a channel", () => {
  it("sends only what its kind has", () => {
    const form = { ...newForm("dingtalk_robot"), name: " 指挥部群 " };
    form.settings.host = "smtp.example.cn";
    form.secrets.access_token = "token";
    form.secrets.password = "of another kind";
    const body = bodyOf(form);
    expect(body.name).toBe("指挥部群");
    expect(body.settings).toEqual({});
    form.settings.time_seconds = 5;
    expect(bodyOf(form).settings).toEqual({ time_seconds: 5 });
    expect(body.secrets).toEqual({ access_token: "token" });
  });

  it("leaves secrets alone that nobody typed, and removes those that somebody removed", () => {
    const form = formOf(channel({ settings: { address: "https://sms.example.cn/send", body: "{}", answer_again: ["8", "9"] } }));
    expect(bodyOf(form).secrets).toBeUndefined();
    expect(bodyOf(form).settings.answer_again).toEqual(["8", "9"]);
    form.removed = ["password"];
    expect(bodyOf(form).secrets).toEqual({ password: "" });
  });

  it("never shows a secret again", () => {
    expect(Object.values(formOf(channel({})).secrets).join("")).toBe("");
  });

  it("leaves out lines that are empty", () => {
    const form = { ...newForm("wechat_template"), name: "公众号" };
    form.settings.fields!.push({ key: "", value: "" });
    form.again = "";
    expect(bodyOf(form).settings.fields).toHaveLength(3);
    expect(bodyOf({ ...newForm("sms"), again: " 8 \n\n9" }).settings.answer_again).toEqual(["8", "9"]);
  });
});
