// How figures, times and names are written: Chinese conventions, and plain English. Every function follows the language
// of the page, so a template that calls one is written anew when the language changes. What is absent is "—".
import { language, type Language } from "./language";

export type Instant = string | number | Date;
type Absent = null | undefined;

export const absent = "—";
const isChinese = (): boolean => language.value === "zh-CN";

// Before 1992 China had summer time, and before that other times: what they were, the browser knows. Made when it is
// needed, for that takes long.
const plainSince = Date.UTC(1992, 0, 1);
let past: Intl.DateTimeFormat | undefined;

/** The same moment, with what a clock in China shows in its UTC. */
function inChina(date: Date): Date {
  if (date.getTime() >= plainSince) return new Date(date.getTime() + 8 * 3_600_000);
  past ??= new Intl.DateTimeFormat("en-US", {
    timeZone: "Asia/Shanghai",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const of = Object.fromEntries(past.formatToParts(date).map((part) => [part.type, Number(part.value)]));
  return new Date(Date.UTC(of.year!, of.month! - 1, of.day!, of.hour, of.minute, of.second));
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
  second: string;
}

/** What clock and calendar in China show; undefined for what is no time. "2020-02-24" is a day there. */
export function wallClock(at: Instant | Absent): WallClock | undefined {
  if (at === null || at === undefined || at === "") return undefined;
  const date = new Date(typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T00:00:00+08:00` : at);
  if (Number.isNaN(date.getTime())) return undefined;
  const there = inChina(date);
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    hour: twoDigits(there.getUTCHours()),
    minute: twoDigits(there.getUTCMinutes()),
    second: twoDigits(there.getUTCSeconds()),
  };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dayOf(w: WallClock, withYear = true): string {
  if (isChinese()) return `${withYear ? `${w.year}年` : ""}${w.month}月${w.day}日`;
  return `${w.day} ${months[w.month - 1]}${withYear ? ` ${w.year}` : ""}`;
}

/** 2020年2月24日 · 24 Feb 2020 */
export function day(at: Instant | Absent): string {
  const w = wallClock(at);
  return w ? dayOf(w) : absent;
}

/** 08:05 */
export function clock(at: Instant | Absent): string {
  const w = wallClock(at);
  return w ? `${w.hour}:${w.minute}` : absent;
}

/** 2020年2月24日 08:05 · 24 Feb 2020, 08:05 */
export function moment(at: Instant | Absent): string {
  const w = wallClock(at);
  return w ? `${dayOf(w)}${isChinese() ? " " : ", "}${w.hour}:${w.minute}` : absent;
}

/** To the second: 2020年2月24日 08:05:09 */
export function exactMoment(at: Instant | Absent): string {
  const w = wallClock(at);
  return w ? `${moment(at)}:${w.second}` : absent;
}

/** 08:05 today, 2月24日 08:05 this year, else the whole: for lists. */
export function briefMoment(at: Instant | Absent, now: Instant = Date.now()): string {
  const w = wallClock(at);
  const today = wallClock(now);
  if (!w || !today) return absent;
  if (w.year !== today.year) return moment(at);
  if (w.month === today.month && w.day === today.day) return clock(at);
  return `${dayOf(w, false)}${isChinese() ? " " : ", "}${clock(at)}`;
}

/** 3 分钟前 · 3 min ago; 5 分钟后 for what is to come. */
export function ago(at: Instant | Absent, now: Instant = Date.now()): string {
  if (!wallClock(at)) return absent;
  const seconds = Math.round((new Date(now).getTime() - new Date(at as Instant).getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return isChinese() ? "刚刚" : "just now";
  const [value, zh, en] =
    size < 3600 - 30
      ? [Math.round(size / 60), "分钟", "min"]
      : size < 86_400 - 1800
        ? [Math.round(size / 3600), "小时", "h"]
        : [Math.round(size / 86_400), "天", "d"];
  if (isChinese()) return `${value} ${zh}${seconds > 0 ? "前" : "后"}`;
  return seconds > 0 ? `${value} ${en} ago` : `in ${value} ${en}`;
}

/** The day in China, as the API writes days: 2020-02-24. */
export function dayCode(at: Instant = Date.now()): string {
  const w = wallClock(at)!;
  return `${w.year}-${twoDigits(w.month)}-${twoDigits(w.day)}`;
}

/** The instant at which a day begins in China, or one `days` later. */
export function startOfDay(code: string, days = 0): string {
  return new Date(Date.parse(`${code}T00:00:00+08:00`) + days * 86_400_000).toISOString();
}

/** Milliseconds as 2 天 3 小时, 2 小时 5 分, 3 分 20 秒, 45 秒. */
export function duration(milliseconds: number | Absent): string {
  if (milliseconds === null || milliseconds === undefined) return absent;
  const units = isChinese() ? [" 天", " 小时", " 分", " 秒"] : [" d", " h", " min", " s"];
  const all = Math.max(0, Math.round(milliseconds / 1000));
  const amounts = [Math.floor(all / 86_400), Math.floor(all / 3600) % 24, Math.floor(all / 60) % 60, all % 60];
  const first = amounts.findIndex((amount) => amount > 0);
  if (first < 0) return `0${units[3]}`;
  return amounts
    .map((amount, i) => (i === first || (i === first + 1 && amount > 0) ? `${amount}${units[i]}` : ""))
    .filter(Boolean)
    .join(" ");
}

// By hand: toLocaleString makes a formatter for each number, which is what takes longest of a page of numbers.
function grouped(value: number, digits: number): string {
  const [whole = "", fraction = ""] = Math.abs(value).toFixed(digits).split(".");
  const kept = fraction.replace(/0+$/, "");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (kept && `.${kept}`);
  return value < 0 && text !== "0" ? `-${text}` : text;
}

/** 12,345 */
export function count(value: number | Absent): string {
  return value === null || value === undefined ? absent : grouped(value, 0);
}

/** For tiles and axes: 9,876, 1.2万, 3.4亿 · 12.3k, 3.4M */
export function roundCount(value: number | Absent): string {
  if (value === null || value === undefined) return absent;
  const steps: [number, string][] = isChinese()
    ? [[1e8, "亿"], [1e4, "万"]]
    : [[1e9, "B"], [1e6, "M"], [1e4, "k"]];
  const step = steps.find(([least]) => Math.abs(value) >= least);
  if (!step) return grouped(value, 0);
  const unit = step[1] === "k" ? 1e3 : step[0];
  return `${grouped(value / unit, Math.abs(value) >= unit * 100 ? 0 : 1)}${step[1]}`;
}

/** Fen as 万元: 2,000 万元, 12.35 万元; below 万元 as 元. */
export function money(fen: number | Absent): string {
  if (fen === null || fen === undefined) return absent;
  const yuan = fen / 100;
  if (!isChinese()) return `¥${grouped(yuan, Math.abs(yuan) < 10_000 ? 2 : 0)}`;
  return Math.abs(yuan) >= 10_000 ? `${grouped(yuan / 10_000, 2)} 万元` : `${grouped(yuan, 2)} 元`;
}

/** Tenths of a degree: 373 is 37.3 ℃. */
export function temperature(tenths: number | Absent): string {
  return tenths === null || tenths === undefined ? absent : `${(tenths / 10).toFixed(1)} ℃`;
}

/** 0.8994 is 89.94 %: never rounded up to a bar that it misses. */
export function percent(ratio: number | Absent, digits = 1): string {
  if (ratio === null || ratio === undefined) return absent;
  const shown = Math.floor(ratio * 100 * 10 ** digits + 1e-9) / 10 ** digits;
  return `${shown.toFixed(digits)}%`;
}

export function fileSize(bytes: number | Absent): string {
  if (bytes === null || bytes === undefined) return absent;
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; ++unit) value /= 1024;
  return `${grouped(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

export const shown = (text: string | number | Absent): string =>
  text === null || text === undefined || text === "" ? absent : String(text);

const compoundSurnames = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒"];

/** What somebody typed about himself, masked as the server masks: 张*, 欧阳**, 138****8000, 370***********0014. */
export const masked = {
  name(name: string): string {
    const letters = [...name];
    const kept = compoundSurnames.some((surname) => name.startsWith(surname)) && letters.length > 2 ? 2 : 1;
    return letters.slice(0, kept).join("") + "*".repeat(Math.max(letters.length - kept, 0));
  },
  mobile: (mobile: string): string => mobile.replace(/^(\d{3})\d{4}(\d{4})$/, "$1****$2"),
  document: (number: string): string =>
    number.length > 7 ? number.slice(0, 3) + "*".repeat(number.length - 7) + number.slice(-4) : "*".repeat(number.length),
};

export const languageName: Record<Language, string> = { "zh-CN": "中文", en: "English" };
