// The temperature keypad: whole degrees with one tap, tenths with another. Whatever was tapped wrong is put right by
// tapping the right key, so there is no key for deleting to find with a glove. Typed digits (3 6 5) work too.

export const lowest = 300;
export const highest = 450;

/** The degrees of most readings, cold foreheads of February included; the others are behind one more tap. */
export const usualDegrees = [34, 35, 36, 37, 38, 39, 40, 41] as const;
export const rareDegrees = [30, 31, 32, 33, 42, 43, 44, 45] as const;
export const tenthKeys = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Tapped so far. `typed` is a digit of degrees that waits for its second one. */
export interface KeypadState {
  degrees?: number | undefined;
  tenths?: number | undefined;
  typed?: number | undefined;
}

export type KeypadKey = { degrees: number } | { tenths: number } | { digit: number } | "delete";

export function press(state: KeypadState, key: KeypadKey): KeypadState {
  if (key === "delete") return pressDelete(state);
  if ("degrees" in key) return within({ degrees: key.degrees, tenths: state.tenths });
  if ("tenths" in key) return within({ degrees: state.degrees, tenths: key.tenths });
  return pressDigit(state, key.digit);
}

/** In tenths of a degree, once both parts are there. */
export function readingOf(state: KeypadState): number | undefined {
  if (state.degrees === undefined || state.tenths === undefined) return undefined;
  return state.degrees * 10 + state.tenths;
}

/** "36.5", "36._", "__._": what stands in the display. */
export function shown(state: KeypadState): string {
  const degrees = state.degrees?.toString() ?? (state.typed === undefined ? "__" : `${state.typed}_`);
  return `${degrees}.${state.tenths?.toString() ?? "_"}`;
}

export function temperatureText(tenths: number): string {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

// 45.1 is no reading the server takes, and no living person's: the newer part stays, the other is asked for again.
function within(state: KeypadState): KeypadState {
  const reading = readingOf(state);
  return reading !== undefined && reading > highest ? { degrees: state.degrees } : state;
}

function pressDigit(state: KeypadState, digit: number): KeypadState {
  if (state.degrees !== undefined && state.tenths === undefined)
    return within({ degrees: state.degrees, tenths: digit });
  if (state.typed === undefined || state.degrees !== undefined)
    return digit === 3 || digit === 4 ? { typed: digit } : state;
  const degrees = state.typed * 10 + digit;
  return degrees * 10 <= highest ? { degrees } : state;
}

function pressDelete(state: KeypadState): KeypadState {
  if (state.tenths !== undefined) return { degrees: state.degrees };
  if (state.degrees !== undefined) return { typed: Math.floor(state.degrees / 10) };
  return {};
}
