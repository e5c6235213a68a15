// What of a plan's places is shown.
import type { Why } from "./squad";

const views = ["changed", "unassigned", "detours", "all", "map"] as const;
export type View = (typeof views)[number];
export const isView = (value: unknown): value is View => views.includes(value as View);

/** With a squad that is not the nearest. */
export const notNearest: Why[] = ["pinned", "lacks_skill", "kept", "full", "needed"];
