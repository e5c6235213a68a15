// The nouns of the gate as the API has them.
import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type NewPassage = Schemas["NewPassage"];
export type VisitorAnswers = Schemas["VisitorAnswers"];
export type PassageAnswer = Schemas["PassageAnswer"];
export type BatchAnswer = Schemas["BatchAnswer"];
export type BatchOutcome = Schemas["BatchOutcome"];
export type GateConfig = Schemas["GateConfig"];
export type SyncPage = Schemas["SyncPage"];
export type SyncedPerson = Schemas["SyncedPerson"];
export type SyncedRules = Schemas["SyncedRules"];
export type EnrolledDevice = Schemas["EnrolledDevice"];
export type Heartbeat = Schemas["Heartbeat"];
export type HeartbeatAnswer = Schemas["HeartbeatAnswer"];
export type HandoverAnswer = Schemas["HandoverAnswer"];

export type Direction = NewPassage["direction"];
export type Means = NewPassage["means"];
export type Verdict = PassageAnswer["verdict"];
export type Reason = PassageAnswer["reason"];
export type PassState = SyncedPerson["pass"];
export type DocumentKind = NonNullable<NewPassage["document_kind"]>;

/** A passage that this device decided by itself: what a batch consists of. */
export type OfflinePassage = NewPassage & { at: string; verdict: Verdict; reason: Reason };
