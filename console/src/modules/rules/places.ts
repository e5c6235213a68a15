import { divisionText } from "@/parts/names";
import { say } from "@/parts/i18n";

/** 任城区金城街道; 全国 where there is no code. */
export const placeName = (division: string | undefined): string => (division ? divisionText(division) : say("rules.country"));
