// What the verdict sounds and feels like. Three tunes that nobody mistakes for each other, even under a helmet: rising
// and short, a siren, two low buzzes.
import type { Verdict } from "../types";

interface Tone {
  hertz: number;
  from: number;
  seconds: number;
  shape: OscillatorType;
}

const tunes: Record<Verdict, readonly Tone[]> = {
  admitted: [
    { hertz: 880, from: 0, seconds: 0.12, shape: "sine" },
    { hertz: 1320, from: 0.13, seconds: 0.2, shape: "sine" },
  ],
  held: [0, 1, 2].flatMap((i) => [
    { hertz: 620, from: i * 0.5, seconds: 0.25, shape: "sawtooth" as const },
    { hertz: 930, from: i * 0.5 + 0.25, seconds: 0.25, shape: "sawtooth" as const },
  ]),
  refused: [
    { hertz: 165, from: 0, seconds: 0.32, shape: "square" },
    { hertz: 165, from: 0.44, seconds: 0.42, shape: "square" },
  ],
};

const pulses: Record<Verdict, number[]> = {
  admitted: [60],
  held: [400, 120, 400, 120, 400],
  refused: [220, 120, 320],
};

let audio: AudioContext | undefined;

/** Browsers let a page sound only after somebody has touched it. */
export function unlockSound(): void {
  if (typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
}

export function signal(verdict: Verdict, sound: boolean): void {
  navigator.vibrate?.(pulses[verdict]);
  if (!sound || !audio) return;
  for (const tone of tunes[verdict]) play(audio, tone);
}

function play(context: AudioContext, { hertz, from, seconds, shape }: Tone): void {
  const begin = context.currentTime + from;
  const oscillator = new OscillatorNode(context, { type: shape, frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  // Ramps, for an abrupt end clicks.
  volume.gain.setValueAtTime(0, begin);
  volume.gain.linearRampToValueAtTime(shape === "sine" ? 0.6 : 0.35, begin + 0.01);
  volume.gain.setValueAtTime(shape === "sine" ? 0.6 : 0.35, begin + seconds - 0.02);
  volume.gain.linearRampToValueAtTime(0, begin + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(begin);
  oscillator.stop(begin + seconds);
}
