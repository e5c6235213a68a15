// What `tongzhou` can be told, read from the program itself: the manual and the completions are made from it, so they
// say what the program says.
import { execFileSync } from "node:child_process";

// CLI11 puts the text of an entry at this column, on the next line if the entry is longer.
const column = 30;

/** Entries of one section of a help text: [{ entry, says }]. */
function readEntries(lines) {
  const entries = [];
  for (const [at, line] of lines.entries()) {
    if (!/^ {2}\S/.test(line)) continue;
    const next = lines[at + 1] ?? "";
    if (next.startsWith(" ".repeat(column))) entries.push({ entry: line.trim(), says: next.trim() });
    else if (line[column - 1] === " ") entries.push({ entry: line.slice(0, column).trim(), says: line.slice(column) });
    else entries.push({ entry: line.trim(), says: "" });
  }
  return entries;
}

/** "--format TEXT:{csv,xlsx}=csv" as { names, takes, choices, byDefault, repeated, required }. */
function readOption({ entry, says }) {
  const [names, ...rest] = entry.split(" ");
  const kind = rest.join(" ");
  const choices = /\{([^}]*)\}/.exec(kind)?.[1].split(",") ?? [];
  return {
    names: names.split(","),
    takes: /^(TEXT|INT|UINT|FLOAT)/.exec(kind)?.[1] ?? "",
    choices,
    byDefault: /=([^ ]*)$/.exec(kind)?.[1] ?? "",
    repeated: / \.\.\.$/.test(kind),
    required: / REQUIRED\b/.test(kind),
    says,
  };
}

function readSections(help) {
  const sections = new Map();
  let name = "";
  for (const line of help.split("\n")) {
    const heading = /^([A-Z].*):$/.exec(line)?.[1];
    if (heading !== undefined) name = heading;
    else sections.set(name, [...(sections.get(name) ?? []), line]);
  }
  return sections;
}

function readCommand(ask, path, says) {
  const sections = readSections(ask([...path, "--help"]));
  const entries = (heading) => readEntries(sections.get(heading) ?? []);
  const own = ({ names }) => !names.includes("--help") && !names.includes("--help-all");
  const options = entries("Options").map(readOption);
  return {
    path,
    says,
    options: path.length === 0 ? options : options.filter(own),
    positionals: entries("Positionals").map(readOption).map(({ names, ...rest }) => ({ name: names[0], ...rest })),
    commands: entries("Subcommands").map(({ entry, says }) => readCommand(ask, [...path, entry], says)),
  };
}

/** The tree of commands of a built program, its version, its settings, and the lists that it exports. */
export function readProgram(program) {
  // What is set in this shell is not what the manual is about.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("TONGZHOU_")));
  const ask = (words) => execFileSync(program, words, { encoding: "utf8", env, cwd: "/", maxBuffer: 1 << 26 });
  const paths = Object.keys(JSON.parse(ask(["openapi"])).paths);
  const root = readCommand(ask, [], "");
  if (root.commands.length === 0) throw new Error(`${program} --help names no commands: has its form changed?`);
  return {
    root,
    version: ask(["--version"]).trim(),
    settings: JSON.parse(ask(["config", "--json"])),
    lists: paths.flatMap((path) => /^\/([a-z-]+)\/export$/.exec(path)?.[1] ?? []),
  };
}

/** Every command that can be run, and what stands above it, in the order of the help. */
export function allCommands(root) {
  return root.commands.flatMap((command) => [command, ...allCommands(command)]);
}
