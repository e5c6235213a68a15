// For tests: a file as the server would show it to its owner, and a declaration that waits.
import { nothingFilled } from "./health/topics";
import type { KeptFile, WaitingDeclaration } from "./keeping/database";
import type { OwnFile, OwnPass } from "./types";

export const noon = Date.parse("2020-02-24T04:00:00Z");

export const testPass = (more: Partial<OwnPass> = {}): OwnPass => ({
  id: "01900000-0000-7000-8000-0000000000a1",
  person: "01900000-0000-7000-8000-0000000000b1",
  masked_name: "张*",
  state: "valid",
  issued_at: "2020-02-20T04:00:00Z",
  expires_at: "2020-03-05T04:00:00Z",
  token: "token-of-the-pass",
  ...more,
});

export const testFile = (more: Partial<OwnFile> = {}): OwnFile => ({
  id: "01900000-0000-7000-8000-0000000000b1",
  masked_name: "张*",
  employer: "01900000-0000-7000-8000-0000000000c1",
  employer_name: "泗水造纸厂",
  province: "37",
  observation_days: 14,
  pass_validity_days: 14,
  ...more,
});

export const keptFile = (more: Partial<OwnFile> = {}, skew = 0): KeptFile => ({ file: testFile(more), at: noon, skew });

export function waitingOne(change: (declaration: WaitingDeclaration) => void = () => {}): WaitingDeclaration {
  const declaration = { ...nothingFilled(), seq: 1, id: "01900000-0000-7000-8000-0000000000d1", madeAt: noon };
  change(declaration);
  return declaration;
}
