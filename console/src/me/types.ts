// What the server says to the phone of one person.
import type { RowOf, Schema } from "@/api";

export type OwnFile = Schema<"OwnFile">;
export type OwnPass = NonNullable<OwnFile["pass"]>;
export type OwnSession = Schema<"OwnSession">;
export type SignIn = Schema<"OwnSignIn">;
export type DeclarationResult = Schema<"DeclarationResult">;
export type Unfitness = DeclarationResult["reasons"][number];
export type Passage = RowOf<"/my/passages">;
export type DocumentKind = NonNullable<SignIn["document_kind"]>;
