// How a device fares: when it was seen, what waits in it, how far its clock is off.
import type { Schema } from "@/api";
import type { Tone } from "@/parts/StatusTag.vue";

export type Device = Schema<"DeviceView">;

const minute = 60_000;
const hour = 60 * minute;
// A device says every minute that it is there.
const quietAfter = 5 * minute;
const lostAfter = 24 * hour;
// A day without a network is what it is made for; what waits longer should be looked after.
const queueIsOld = 12 * hour;
const tolerated = 5 * minute;

export type Contact = "online" | "quiet" | "lost" | "revoked";

export function contactOf(device: Pick<Device, "last_seen_at" | "revoked_at">, now: number): Contact {
  if (device.revoked_at) return "revoked";
  const silence = now - Date.parse(device.last_seen_at);
  return silence >= lostAfter ? "lost" : silence >= quietAfter ? "quiet" : "online";
}
export const contactTones: Record<Contact, Tone> = { online: "good", quiet: "warn", lost: "bad", revoked: "calm" };

/** Nothing waits: calm. A revoked device with something in it has to hand it over. */
export function queueTone(device: Pick<Device, "queue_length" | "oldest_waiting_at" | "revoked_at">, now: number): Tone {
  if (device.queue_length === 0) return "calm";
  if (device.revoked_at) return "bad";
  return device.oldest_waiting_at && now - Date.parse(device.oldest_waiting_at) >= queueIsOld ? "bad" : "warn";
}

export const isSkewed = (device: Pick<Device, "clock_skew_ms">): boolean => Math.abs(device.clock_skew_ms) > tolerated;

/** For "not seen since": the instant that lies so far back, to the minute, so that it stays the same while one looks. */
export const before = (milliseconds: number, now: number): string => new Date(Math.floor((now - milliseconds) / minute) * minute).toISOString();
export const silences = { fiveMinutes: 5 * minute, hour, day: 24 * hour } as const;
