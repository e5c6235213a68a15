// For tests: a server that records by id, as ours does, and can be cut off before or after it has recorded.
import type { BatchAnswer, OfflinePassage } from "../types";
import { NoAnswer, type GateApi, type Refusal } from "./api";

export class TestLedger {
  readonly recorded = new Map<string, OfflinePassage>();
  readonly order: string[] = [];
  batches = 0;
  cut: "never" | "before" | "after" = "never";
  refuse: (passages: readonly OfflinePassage[]) => Refusal | undefined = () => undefined;

  readonly api: Pick<GateApi, "sendBatch" | "handOver"> = {
    sendBatch: async (passages) => {
      if (this.cut === "before") throw new NoAnswer("cut");
      const refusal = this.refuse(passages);
      if (refusal) throw refusal;
      this.batches++;
      const outcomes: NonNullable<BatchAnswer["outcomes"]> = passages.map(({ id, verdict }, index) => ({
        index,
        id,
        status: this.recorded.has(id) ? "already_recorded" : "recorded",
        verdict: this.recorded.get(id)?.verdict ?? verdict,
      }));
      for (const each of passages) {
        if (!this.recorded.has(each.id)) this.order.push(each.id);
        this.recorded.set(each.id, this.recorded.get(each.id) ?? each);
      }
      if (this.cut === "after") throw new NoAnswer("cut");
      const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
      return {
        recorded: count("recorded"),
        already_recorded: count("already_recorded"),
        conflicts: 0,
        faulty: 0,
        for_review: 0,
        skew_ms: 0,
        outcomes,
      };
    },
    handOver: async (passages) => {
      for (const each of passages) this.recorded.set(each.id, each);
      return { received: passages.length };
    },
  };
}

const start = Date.parse("2026-11-25T00:00:00Z");

/** The n-th passage of a morning. */
export function testPassage(n: number, more: Partial<OfflinePassage> = {}): OfflinePassage {
  return {
    id: `01a2135a-0000-7000-8000-${String(n).padStart(12, "0")}`,
    gate: "01a2135a-0000-7000-8000-00000000ffff",
    direction: "entry",
    means: "document",
    document: "370811199001010014",
    temperature: 365,
    at: new Date(start + n * 1_000).toISOString(),
    verdict: "admitted",
    reason: "none",
    ...more,
  };
}
