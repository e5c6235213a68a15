// What a channel of each kind is set up with, and the form of it. Secrets go out and never come back: the API only tells
// which of them are set.
import type { Schema } from "@/api";
import type { Kind } from "./message";

export type Channel = Schema<"ChannelView">;
export type Settings = Schema<"ChannelSettings">;
export type Secrets = Schema<"ChannelSecrets">;
export type SecretName = keyof Secrets;
type SettingName = keyof Settings;

/** Which settings and secrets a kind has, those that it must have first. */
export interface Needs {
  must: SettingName[];
  may: SettingName[];
  secrets: SecretName[];
}
export const needsOf: Record<Kind, Needs> = {
  inbox: { must: [], may: [], secrets: [] },
  dingtalk_robot: { must: [], may: ["format", "address"], secrets: ["access_token", "secret"] },
  wecom_robot: { must: [], may: ["format", "address"], secrets: ["access_token"] },
  wechat_template: { must: ["app_id", "template_id", "fields"], may: ["address"], secrets: ["secret"] },
  sms: { must: ["address", "body"], may: ["encoding", "signature", "answer_field", "answer_good", "answer_again", "reference_field", "most_characters"], secrets: ["user", "password"] },
  mail: { must: ["host", "from"], may: ["port", "protection", "from_name"], secrets: ["user", "password"] },
  webhook: { must: ["address"], may: [], secrets: ["secret"] },
};
/** With those that every kind may have. */
export const settingsOf = (kind: Kind): SettingName[] => [...needsOf[kind].must, ...needsOf[kind].may, "certificates", "time_seconds"];

/** A field for everything, as it is typed; what the kind does not have stays out of the body. */
export interface Form {
  name: string;
  kind: Kind;
  division: string | undefined;
  shared: boolean;
  enabled: boolean;
  settings: Settings;
  /** Of answer_again: one a line. */
  again: string;
  /** What is typed for each; empty leaves it as it is. */
  secrets: Record<SecretName, string>;
  /** To be removed. */
  removed: SecretName[];
  per_minute: number | undefined;
  most_attempts: number | undefined;
  first_retry_seconds: number | undefined;
  in_doubt: Channel["in_doubt"] | undefined;
}

export const exampleBody = '{"mobile":"{{mobile}}","content":"{{text}}","id":"{{id}}"}';
const noSecrets = (): Record<SecretName, string> => ({ access_token: "", secret: "", user: "", password: "" });

export function newForm(kind: Kind): Form {
  const settings: Settings = {};
  if (kind === "sms") settings.body = exampleBody;
  if (kind === "mail") settings.protection = "starttls";
  if (kind === "wechat_template") settings.fields = [{ key: "first", value: "{{title}}" }, { key: "keyword1", value: "{{recipient}}" }, { key: "remark", value: "{{text}}" }];
  return {
    name: "", kind, division: undefined, shared: false, enabled: true, settings, again: "", secrets: noSecrets(), removed: [],
    per_minute: undefined, most_attempts: undefined, first_retry_seconds: undefined, in_doubt: undefined,
  };
}

export function formOf(channel: Channel): Form {
  const { name, kind, division, shared, enabled, settings, per_minute, most_attempts, first_retry_seconds, in_doubt } = channel;
  return {
    name, kind, division, shared, enabled, per_minute, most_attempts, first_retry_seconds, in_doubt,
    settings: { ...settings, fields: settings.fields?.map((field) => ({ ...field })) },
    again: (settings.answer_again ?? []).join("\n"),
    secrets: noSecrets(),
    removed: [],
  };
}

export const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** What the API takes: only what this kind has and somebody filled in. */
export function bodyOf(form: Form): Schema<"ChannelRequest"> {
  const typed: Settings = { ...form.settings, answer_again: linesOf(form.again), fields: form.settings.fields?.filter((field) => field.key.trim() !== "" || field.value.trim() !== "") };
  const settings = Object.fromEntries(
    settingsOf(form.kind).flatMap((name) => {
      const value = typed[name];
      const tidy = typeof value === "string" ? value.trim() : value;
      const isEmpty = tidy === undefined || tidy === "" || (Array.isArray(tidy) && tidy.length === 0);
      return isEmpty ? [] : [[name, tidy]];
    }),
  ) as Settings;
  const secrets = Object.fromEntries(
    needsOf[form.kind].secrets.flatMap((name) => (form.removed.includes(name) ? [[name, ""]] : form.secrets[name] === "" ? [] : [[name, form.secrets[name]]])),
  ) as Secrets;
  const { name, kind, division, shared, enabled, per_minute, most_attempts, first_retry_seconds, in_doubt } = form;
  return {
    name: name.trim(), kind, division, settings, shared, enabled, per_minute, most_attempts, first_retry_seconds, in_doubt,
    secrets: Object.keys(secrets).length > 0 ? secrets : undefined,
  };
}
