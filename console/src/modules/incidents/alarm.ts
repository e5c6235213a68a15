// A short sound when somebody has a fever at a gate, for desks where nobody looks at the screen all the time.
import { ref } from "vue";

const key = "tongzhou.incidents.sound";
export const isSounding = ref(localStorage.getItem(key) === "on");

let context: AudioContext | undefined;

/** Browsers let a page sound only after its user has touched it: switching it on is that touch. */
export function setSounding(on: boolean): void {
  isSounding.value = on;
  localStorage.setItem(key, on ? "on" : "off");
  if (on) sound();
}

const tones: [frequency: number, from: number][] = [
  [660, 0],
  [880, 0.18],
];

export function sound(): void {
  if (!isSounding.value || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const audio = context;
  const play = () => {
    for (const [frequency, from] of tones) {
      const start = audio.currentTime + from;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
      volume.gain.linearRampToValueAtTime(0, start + 0.16);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.17);
    }
  };
  if (audio.state === "running") play();
  // Not touched yet: the notice on the screen is there all the same.
  else void audio.resume().then(() => audio.state === "running" && play());
}
