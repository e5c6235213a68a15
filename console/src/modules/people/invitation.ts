// How people on a roster get to their own page without an account: one link for all, and for each a code of their own.
import { api, Problem, type Schema } from "@/api";

export type InvitationLink = Schema<"InvitationLink">;
export type InvitationView = Schema<"InvitationView">;
export type PersonalCode = Schema<"PersonalCode">;
export type PersonalCodes = Schema<"PersonalCodes">;

/** The link begins with the address by which this page was opened: a phone has to reach it too. */
export const makeInvitation = (organization: string): Promise<InvitationLink> =>
  api.post("/organizations/{id}/roster/invitation", { path: { id: organization }, body: { address: location.origin } });

/** Nothing when none is in force. */
export async function invitationOf(organization: string, signal?: AbortSignal): Promise<InvitationView | undefined> {
  try {
    return await api.get("/organizations/{id}/roster/invitation", { path: { id: organization }, signal });
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return undefined;
    throw failure;
  }
}

/** For these people anew; unless said, for those who have none and never used one. */
export const makeCodes = (organization: string, people?: string[]): Promise<PersonalCodes> =>
  api.post("/organizations/{id}/roster/codes", { path: { id: organization }, body: { people } });

/** 1234 5678: eight digits are read aloud and typed in two groups. */
export const spacedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1 ");

/** Only what is a link of this kind is printed on slips; whatever else was in the clipboard is not. */
export function invitationLinkIn(typed: string): string | undefined {
  const link = typed.trim();
  return /^https?:\/\/[^\s#?]+\/me\/#invitation=[\w-]{10,100}$/.test(link) ? link : undefined;
}

/** Whether only this computer reaches the address. */
export const isLocalHost = (host: string): boolean => /^(localhost|127\.[\d.]+|\[?::1\]?)$/.test(host);

/** The rows of the file of codes, under its head. */
export function codeRows(codes: readonly PersonalCode[], nameOf: (code: PersonalCode) => string, until: string): string[][] {
  return codes.map((code) => [nameOf(code), code.workshop ?? "", code.code, until]);
}
