// What waits, as a file: for a device that will not see a network again. An administrator sends it as it is to
// POST /passages/batch; whatever had arrived already is not recorded twice.
import type { Enrolment, WaitingPassage } from "./database";
import type { GateConfig } from "../types";

export function exportOf(
  waiting: readonly WaitingPassage[],
  enrolment: Enrolment,
  config: GateConfig | undefined,
  now: number,
): { name: string; text: string } {
  const at = new Date(now).toISOString();
  const batch = { sent_at: at, passages: waiting.map(({ passage }) => passage) };
  const place = (config?.gate.name ?? enrolment.name).replace(/[\\/:*?"<>|\s]+/g, "-");
  return {
    name: `tongzhou-${place}-${at.slice(0, 19).replace(/[T:]/g, "-")}.json`,
    text: JSON.stringify(batch, null, 2),
  };
}
