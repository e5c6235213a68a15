// node make-completions.mjs PROGRAM FOLDER: writes the completion of tongzhou and tongzhouctl for bash (tongzhou) and for
// zsh (_tongzhou) into FOLDER, from what the program says of itself.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allCommands, readProgram } from "./commands.mjs";

const [program, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: make-completions.mjs PROGRAM FOLDER");
const told = readProgram(program);
const all = [told.root, ...allCommands(told.root)];

/** What can follow: { files }, { folders }, { words }, or nothing that is known. */
function expected(name, choices = []) {
  if (choices.length > 0) return { words: choices };
  if (name === "--data" || /folder$/.test(name)) return { folders: true };
  if (/\.(file|key|certificate)$/.test(name) || ["--config", "--refused", "--log"].includes(name)) return { files: true };
  return {};
}

function setting({ name, says, allowed }) {
  const choices = allowed.en === "true or false" ? ["true", "false"] : /^one of: (.*)$/.exec(allowed.en)?.[1].split(", ");
  return { names: [`--${name}`], takes: "TEXT", says: says.en, ...expected(name, choices) };
}

/** The kinds that a text such as "enterprises, roster …" begins with. */
const named = (says) => /^[a-z_-]+(, [a-z_-]+)*(?= …)/.exec(says)?.[0].split(", ") ?? [];

function positional({ name, says }) {
  if (name === "file") return { name, files: true };
  return { name, words: name === "list" ? told.lists : named(says) };
}

const common = [
  ...told.root.options.map((option) => ({ ...option, ...expected(option.names.at(-1), option.choices) })),
  ...told.settings.map(setting),
];
const own = (command) =>
  command.path.length === 0 ? [] : command.options.map((option) => ({ ...option, ...expected(option.names[0], option.choices) }));

// ---- bash ----

const names = (options) => options.flatMap((option) => option.names).filter((name) => name.startsWith("--"));
const table = (name, entries) =>
  `    local -A ${name}=(\n${entries.map(([key, words]) => `        ["${key}"]="${words.join(" ")}"\n`).join("")}    )\n`;
const places = all.flatMap(({ path, positionals }) =>
  positionals.map((it, at) => [`${path.join(" ")} ${at}`.trim(), positional(it)]),
);
const valued = [...common, ...all.flatMap(own)].filter(({ takes }) => takes !== "");
const kindOf = ({ files, folders, words }) => (files ? ["@files"] : folders ? ["@folders"] : (words ?? []));

const bash = `# Completion of tongzhou and tongzhouctl for bash. Made by make-completions.mjs.
_tongzhou() {
${table("commands", all.filter((it) => it.commands.length > 0).map((it) => [`${it.path.join(" ")}.`, it.commands.map(({ path }) => path.at(-1))]))}\
${table("options", all.slice(1).filter((it) => it.options.length > 0).map((it) => [it.path.join(" "), names(own(it))]))}\
${table("values", valued.flatMap((option) => names([option]).map((name) => [name, kindOf(option)])))}\
${table("places", places.map(([key, value]) => [key, kindOf(value)]))}\
    local common="${names(common).join(" ")}"
    local current=\${COMP_WORDS[COMP_CWORD]} path= place=0 at word expected=
    for ((at = 1; at < COMP_CWORD; ++at)); do
        word=\${COMP_WORDS[at]}
        if [[ -v values[$word] ]]; then
            # bash makes three words of --option=value.
            if [[ \${COMP_WORDS[at + 1]} == = ]]; then ((++at)); fi
            ((++at))
            if ((at >= COMP_CWORD)); then expected=\${values[$word]:-@none}; fi
        elif [[ $word == -* ]]; then
            continue
        elif [[ " \${commands[$path.]} " == *" $word "* ]]; then
            path=\${path:+$path }$word
        else
            ((++place))
        fi
    done
    if [[ $current == = ]]; then current=; fi

    if [[ -z $expected && $current == -* ]]; then
        expected="\${options[\${path:--}]} $common"
    elif [[ -z $expected && -n \${commands[$path.]} ]]; then
        expected=\${commands[$path.]}
    elif [[ -z $expected ]]; then
        expected=\${places[$path $place]}
    fi
    COMPREPLY=()
    case $expected in
        @none | '') ;;
        @files) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        @folders) compopt -o filenames && mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
        *) mapfile -t COMPREPLY < <(compgen -W "$expected" -- "$current") ;;
    esac
}
complete -F _tongzhou tongzhou tongzhouctl
`;

// ---- zsh ----

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const bracketed = (says) => says.replace(/[[\]\\]/g, "\\$&");

function action({ files, folders, words = [] }) {
  if (files) return "_files";
  if (folders) return "_files -/";
  return words.length > 0 ? `(${words.join(" ")})` : " ";
}

const specifications = (option) =>
  option.names.map((name) => {
    const [mark, value] = option.takes === "" ? ["", ""] : ["=", `:${option.takes.toLowerCase()}:${action(option)}`];
    return quoted(`${option.repeated ? "*" : ""}${name}${mark}[${bracketed(option.says)}]${value}`);
  });

const functionOf = (path) => ["_tongzhou", ...path].join("_").replaceAll("-", "_");
const listed = (lines) => lines.map((line) => `        ${line}\n`).join("");

function runnable(command) {
  const places = command.positionals.map(positional).map((it, at) => quoted(`${at + 1}:${it.name}:${action(it)}`));
  const words = ["_arguments $common", ...own(command).flatMap(specifications), ...places];
  return `${functionOf(command.path)}() {\n    ${words.join(" \\\n        ")}\n}\n`;
}

function group(command, before = "") {
  const described = command.commands.map(({ path, says }) => quoted(`${path.at(-1)}:${says}`));
  const branches = command.commands.map(({ path }) => `            ${path.at(-1)}) ${functionOf(path)} ;;\n`);
  return `${functionOf(command.path)}() {
${before}    local context state state_descr line
    typeset -A opt_args
    local -a commands=(
${listed(described)}    )
    _arguments -C $common '1:command:->command' '*::argument:->argument' && return
    case $state in
        command) _describe command commands ;;
        argument) case $line[1] in
${branches.join("")}        esac ;;
    esac
}
`;
}

const zsh = `#compdef tongzhou tongzhouctl
# Completion of tongzhou and tongzhouctl for zsh. Made by make-completions.mjs.
${allCommands(told.root).map((it) => (it.commands.length > 0 ? group(it) : runnable(it))).join("\n")}
${group(told.root, `    local -a common=(\n${listed(common.flatMap(specifications))}    )\n`)}
_tongzhou "$@"
`;

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "tongzhou"), bash);
writeFileSync(join(folder, "_tongzhou"), zsh);
