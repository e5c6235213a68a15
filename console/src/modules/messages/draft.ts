// A broadcast that is being written: what the page keeps, and what the API takes of it.
import type { Schema } from "@/api";
import { reachesGroup, type AudienceKind, type Kind, type OrganizationKind } from "./message";
import { ownVariables } from "./variables";

export interface Draft {
  /** Absent: the inbox. */
  channel: string | undefined;
  kind: Kind;
  audience: AudienceKind;
  division: string | undefined;
  organizationKinds: OrganizationKind[];
  policy: string | undefined;
  role: string | undefined;
  isFromTemplate: boolean;
  template: Schema<"MessageTemplateView"> | undefined;
  title: string;
  text: string;
  values: Record<string, string>;
  link: string;
  applyLink: string;
  isUrgent: boolean;
}

export const newDraft = (policy?: string): Draft => ({
  channel: undefined, kind: "inbox", audience: "organizations", division: undefined, organizationKinds: [], policy, role: undefined, isFromTemplate: false, template: undefined,
  title: "", text: "", values: {}, link: policy ? `/console/policies/${policy}` : "", applyLink: "", isUrgent: false,
});

/** A robot's readers are one audience; the others are organisations or accounts. */
export function fitAudience(draft: Draft): void {
  if (reachesGroup(draft.kind)) draft.audience = "group";
  else if (draft.audience === "group") draft.audience = "organizations";
}

export const wordsOf = (draft: Draft): { title: string; text: string } =>
  draft.isFromTemplate ? { title: draft.template?.title ?? "", text: draft.template?.text ?? "" } : { title: draft.title, text: draft.text };

/** The variables that somebody must give a value. */
export function variablesOf(draft: Draft): string[] {
  const { title, text } = wordsOf(draft);
  const declared = draft.isFromTemplate ? (draft.template?.variables ?? []) : [];
  return [...new Set([...declared, ...ownVariables(title, text)])];
}

/** The names of values and links that are still empty though the text needs them; nothing when it can be tried. */
export function missingOf(draft: Draft): string[] {
  const { title, text } = wordsOf(draft);
  const values = variablesOf(draft).filter((name) => !draft.values[name]?.trim());
  const needs = (name: string) => `${title}${text}`.replace(/\s/g, "").includes(`{{${name}}}`);
  return [...values, ...(needs("link") && !draft.link.trim() ? ["link"] : []), ...(needs("apply_link") && !draft.applyLink.trim() ? ["apply_link"] : [])];
}

export const isWritten = (draft: Draft): boolean => wordsOf(draft).text.trim() !== "" && missingOf(draft).length === 0;

export function bodyOf(draft: Draft): Schema<"BroadcastDraft"> {
  const { audience: kind, division, policy, role } = draft;
  const isOrganizations = kind === "organizations";
  const values = variablesOf(draft).map((name) => ({ name, value: draft.values[name]?.trim() ?? "" }));
  return {
    channel: draft.channel,
    ...(draft.isFromTemplate ? { from_template: draft.template?.id } : { title: draft.title.trim() || undefined, text: draft.text }),
    values: values.length > 0 ? values : undefined,
    link: draft.link.trim() || undefined,
    apply_link: draft.applyLink.trim() || undefined,
    urgency: draft.isUrgent ? "urgent" : undefined,
    audience: {
      kind,
      division: kind === "group" ? undefined : division,
      organization_kinds: isOrganizations && draft.organizationKinds.length > 0 ? draft.organizationKinds : undefined,
      policy: isOrganizations ? policy : undefined,
      role: kind === "accounts" ? role : undefined,
    },
  };
}
