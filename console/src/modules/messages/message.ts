// What messages, their channels and broadcasts are, in the words and tones of the pages.
import type { Schema } from "@/api";
import { queryText } from "@/api/client";
import type { QueryOfList } from "@/api/types";
import { say } from "@/parts/i18n";
import { language } from "@/parts/language";
import type { Tone } from "@/parts/StatusTag.vue";

export type Message = Schema<"MessageRow">;
export type Broadcast = Schema<"BroadcastRow">;
export type Kind = Message["kind"];
export type MessageState = Message["state"];
export type BroadcastState = Broadcast["state"];
export type AudienceKind = Schema<"Audience">["kind"];
export type OrganizationKind = NonNullable<Schema<"Audience">["organization_kinds"]>[number];
export type ContactKind = Schema<"ContactAddress">["kind"];

// The compiler says when the API has one more.
const everyKind: Record<Kind, true> = { inbox: true, dingtalk_robot: true, wecom_robot: true, wechat_template: true, sms: true, mail: true, webhook: true };
export const kinds = Object.keys(everyKind) as Kind[];
/** Those that need a channel of their own. */
export const channelKinds = kinds.filter((kind) => kind !== "inbox");
const everyState: Record<MessageState, true> = { waiting: true, sending: true, accepted: true, failed: true, uncertain: true, withdrawn: true };
export const states = Object.keys(everyState) as MessageState[];
const everyBroadcastState: Record<BroadcastState, true> = { spreading: true, sending: true, done: true, done_with_failures: true, withdrawn: true };
export const broadcastStates = Object.keys(everyBroadcastState) as BroadcastState[];
const everyOrganizationKind: Record<OrganizationKind, true> = { city_command: true, county_command: true, town_command: true, department: true, enterprise: true, social_organization: true, community: true };
export const organizationKinds = Object.keys(everyOrganizationKind) as OrganizationKind[];
export const contactKinds: readonly ContactKind[] = ["mobile", "mail", "openid"];

export const stateTones: Record<MessageState, Tone> = { waiting: "calm", sending: "info", accepted: "good", failed: "bad", uncertain: "warn", withdrawn: "calm" };
export const broadcastTones: Record<BroadcastState, Tone> = { spreading: "info", sending: "info", done: "good", done_with_failures: "bad", withdrawn: "calm" };

/** Robots and webhooks reach whoever reads their chat; the others reach each recipient. */
export const reachesGroup = (kind: Kind): boolean => kind === "dingtalk_robot" || kind === "wecom_robot" || kind === "webhook";
export const isMoving = (state: BroadcastState): boolean => state === "spreading" || state === "sending";

/** What a channel needs to know of a recipient. */
export function contactOf(kind: Kind): ContactKind | undefined {
  if (kind === "sms") return "mobile";
  if (kind === "mail") return "mail";
  return kind === "wechat_template" ? "openid" : undefined;
}

/** The API's two languages of what happened. */
export const saidOf = (reason: { says_zh: string; says_en: string }): string => (language.value === "en" ? reason.says_en : reason.says_zh);

/** What a broadcast counts, and the filter that shows exactly the messages a number counts. */
const counted = {
  recipients: {},
  accepted: { accepted: true },
  delivered: { delivered: true },
  opened: { opened: true },
  applied: { applied: true },
  waiting: { state: ["waiting", "sending"] },
  failed: { state: ["failed"] },
  uncertain: { state: ["uncertain"] },
} satisfies Record<string, QueryOfList<"/messages">>;
export type Counted = keyof typeof counted;
export const countedOf = Object.keys(counted) as Counted[];
/** The list of a broadcast's messages that a number counts. */
export const messagesOf = (broadcast: string, number: Counted): string => `/messages${queryText({ broadcast, ...counted[number] })}`;
/** Those that failed, or of which nobody knows, for one reason. */
export const failuresOf = (broadcast: string, reason: string): string => `/messages${queryText({ broadcast, state: ["failed", "uncertain"], reason })}`;

/** The facts that messages tell of, and their pages; other modules may tell of more. */
const abouts: Record<string, string> = { difficulty: "/difficulties/", filing: "/filings/", permit: "/permits/", ticket: "/tickets/" };
export const aboutText = (kind: string): string => say(`messages.abouts.${kind in abouts ? kind : "other"}`);
export const pageOfAbout = (kind: string | undefined, id: string | undefined): string | undefined =>
  kind !== undefined && id !== undefined && abouts[kind] ? abouts[kind] + id : undefined;
