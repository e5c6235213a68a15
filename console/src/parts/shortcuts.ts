// Keys that work while nobody is typing. A page names its own with useShortcuts; the help dialog lists all that work now.
import { onScopeDispose, shallowReactive } from "vue";
import type { Bilingual } from "./language";

export interface Shortcut {
  /** As KeyboardEvent.key has it: "j", "/", "Enter". */
  key: string;
  says: Bilingual;
  /** False: the key is left to the browser this time. */
  run: () => void | boolean;
}

const inForce = shallowReactive<Shortcut[]>([]);

export const shortcuts: readonly Shortcut[] = inForce;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type))
  );
}

/** An open dialog has the keyboard to itself. */
const isCovered = (): boolean =>
  [...document.querySelectorAll<HTMLElement>("[role=dialog][aria-modal=true]")].some((dialog) => dialog.offsetParent !== null || dialog.getClientRects().length > 0);

export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || isCovered()) return;
  // Enter on a link or a button is theirs.
  if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.closest("a, button, summary")) return;
  const shortcut = [...inForce].findLast((candidate) => candidate.key === event.key);
  if (shortcut && shortcut.run() !== false) event.preventDefault();
}

export function useShortcuts(own: Shortcut[]): void {
  if (inForce.length === 0) document.addEventListener("keydown", press);
  inForce.push(...own);
  onScopeDispose(() => {
    for (const shortcut of own) inForce.splice(inForce.indexOf(shortcut), 1);
    if (inForce.length === 0) document.removeEventListener("keydown", press);
  });
}
