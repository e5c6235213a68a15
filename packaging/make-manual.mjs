// node make-manual.mjs PROGRAM FOLDER: writes tongzhou.1, tongzhou.zh_CN.1 and tongzhouctl.8 into FOLDER. What is said
// about commands, options and settings comes from the program, the rest from manual/*.in.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allCommands, readProgram } from "./commands.mjs";

const [program, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: make-manual.mjs PROGRAM FOLDER");
const told = readProgram(program);

/** Text as roff takes it: no line may begin like a request. */
const plain = (text) => text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/, "\\&$&");
const bold = (text) => `\\fB${plain(text)}\\fR`;
const italic = (text) => `\\fI${plain(text)}\\fR`;

function placeholder(option) {
  if (option.choices.length > 0) return option.choices.map(bold).join("|");
  return italic({ TEXT: "text", INT: "number", UINT: "number", FLOAT: "number" }[option.takes]);
}

function term(option) {
  const names = option.names.map(bold).join(", ");
  return option.takes === "" ? names : `${names} ${placeholder(option)}${option.repeated ? " ..." : ""}`;
}

function text({ says, byDefault = "", required = false }) {
  const sentences = says === "" ? [] : [/[.…]$/.test(says) ? says : `${says}.`];
  if (required) sentences.push("Required.");
  if (byDefault !== "") sentences.push(english.byDefault(byDefault));
  return plain(sentences.join(" "));
}

const entry = (head, body) => `.TP\n${head}\n${body}\n`;
const english = { byDefault: (value) => `Default: ${value}.`, allowed: (s) => `It takes ${s}.` };
const chinese = { byDefault: (value) => `默认：${value}。`, allowed: (s) => `可填：${s}。` };

/** groff breaks lines at spaces only, and turns the end of a line into one; Chinese has no spaces. */
const brokenAnywhere = (page) =>
  page
    .replace(/(?<!^\..*)([\p{Script=Han}，。；：、）])\n(?=\p{Script=Han})/gmu, "$1")
    .replace(/(?<=[\p{Script=Han}，。；：、）])(?=[\p{Script=Han}（])/gu, "\\:");

function command(it) {
  const positionals = it.positionals.map(({ name, required }) => (required ? italic(name) : `[${italic(name)}]`));
  const head = [bold(it.path.join(" ")), ...(it.options.length > 0 ? ["[options]"] : []), ...positionals].join(" ");
  const parts = [
    ...it.positionals.filter(({ says }) => says !== "").map(({ name, says }) => [italic(name), text({ says })]),
    ...it.options.map((option) => [term(option), text(option)]),
  ];
  const inner = parts.map(([name, says]) => entry(name, says === "" ? "\\&" : says)).join("");
  return entry(head, text(it)) + (inner === "" ? "" : `.RS\n${inner}.RE\n`);
}

// A command that only holds others says nothing of its own.
const commands = allCommands(told.root)
  .filter((it) => it.commands.length === 0)
  .map(command)
  .join("");
const options = told.root.options.map((option) => entry(term(option), text(option))).join("");

function settings(language, words) {
  const shown = (value) => (Array.isArray(value) ? `[${value.join(", ")}]` : value === "" ? '""' : String(value));
  return told.settings
    .map(({ name, environment, says, allowed, default: value }) =>
      entry(
        `${bold(`--${name}`)}, ${bold(environment)}`,
        plain([says[language], words.allowed(allowed[language]), words.byDefault(shown(value))].join(language === "zh" ? "" : " ")),
      ),
    )
    .join("");
}

const filled = {
  VERSION: told.version,
  DATE: new Date((Number(process.env.SOURCE_DATE_EPOCH) || Date.now() / 1000) * 1000).toISOString().slice(0, 10),
  COMMANDS: commands,
  OPTIONS: options,
  SETTINGS: settings("en", english),
  SETTINGS_ZH: settings("zh", chinese),
};
mkdirSync(folder, { recursive: true });
for (const page of ["tongzhou.1", "tongzhou.zh_CN.1", "tongzhouctl.8"]) {
  const source = readFileSync(join(fileURLToPath(new URL("manual", import.meta.url)), `${page}.in`), "utf8");
  const made = source.replace(/^@([A-Z_]+)@\n|@([A-Z_]+)@/gm, (whole, line, word) => {
    const value = filled[line ?? word];
    if (value === undefined) throw new Error(`${page}.in asks for ${whole.trim()}, which is not known here`);
    return value;
  });
  writeFileSync(join(folder, page), page.includes("zh_CN") ? brokenAnywhere(made) : made);
}
