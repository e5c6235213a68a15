// The camera. It stays on between two people, for starting it takes a second that a queue does not have, and goes off
// when nobody has come for a while.
import { readonly, ref } from "vue";
import { makeReader, type ReadFrame } from "./reader";

export type CameraFault = "not_allowed" | "none" | "in_use" | "no_secure_page";

const idleFor = 120_000;

const running = ref<MediaStream>();
const fault = ref<CameraFault>();
const torch = ref<"none" | "off" | "on">("none");
let reader: Promise<ReadFrame> | undefined;
let idleTimer: ReturnType<typeof setTimeout> | undefined;

/** The stream that runs now, if any. */
export const cameraStream = readonly(running);
export const cameraFault = readonly(fault);
export const cameraTorch = readonly(torch);

export async function startCamera(facing: "environment" | "user"): Promise<void> {
  keepCameraAwake();
  if (running.value?.active && facingOf(running.value) === facing) return;
  stopCamera();
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) {
    fault.value = "no_secure_page";
    return;
  }
  try {
    const stream = await devices.getUserMedia({
      audio: false,
      video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    facings.set(stream, facing);
    fault.value = undefined;
    running.value = stream;
    torch.value = hasTorch(stream) ? "off" : "none";
    reader ??= makeReader();
    keepCameraAwake();
  } catch (refusal) {
    fault.value = faultOf(refusal);
  }
}

export function stopCamera(): void {
  clearTimeout(idleTimer);
  for (const track of running.value?.getTracks() ?? []) track.stop();
  running.value = undefined;
  torch.value = "none";
}

/** Somebody is here: the camera stays on for another while. */
export function keepCameraAwake(): void {
  clearTimeout(idleTimer);
  idleTimer = setTimeout(stopCamera, idleFor);
}

export async function switchTorch(): Promise<void> {
  const [track] = running.value?.getVideoTracks() ?? [];
  if (!track || torch.value === "none") return;
  const on = torch.value === "off";
  await track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
  torch.value = on ? "on" : "off";
}

export async function readCode(video: HTMLVideoElement): Promise<string | undefined> {
  reader ??= makeReader();
  return (await reader)(video);
}

const facings = new WeakMap<MediaStream, "environment" | "user">();
const facingOf = (stream: MediaStream) => facings.get(stream);

function hasTorch(stream: MediaStream): boolean {
  const [track] = stream.getVideoTracks();
  const able = track?.getCapabilities?.() as (MediaTrackCapabilities & { torch?: boolean }) | undefined;
  return able?.torch === true;
}

function faultOf(refusal: unknown): CameraFault {
  if (!(refusal instanceof DOMException)) throw refusal;
  if (refusal.name === "NotAllowedError" || refusal.name === "SecurityError") return "not_allowed";
  return refusal.name === "NotReadableError" || refusal.name === "AbortError" ? "in_use" : "none";
}
