/** Runs in a task after the next frame but one: what was painted has been seen by then, and a click on it has had its turn. */
export const afterPaint = (then: () => void): number => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then, 0)));
