import type { Schema } from "@/api";

export type Handout = Schema<"HandoutRow">;
