// Calls as nobody in particular: without a cookie, whoever may be signed in beside.
import { createApi } from "@/api/client";
import { language } from "@/parts/language";

export const api = createApi({ language: () => language.value, token: () => undefined });
