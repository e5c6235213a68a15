import type { RouteRecordRaw } from "vue-router";
import { addTexts, hasTexts, type Locale } from "@/parts/i18n";
import { groups, type Group, type Module, type PageFacts } from "./module";

const found = import.meta.glob<{ default: Module }>("../modules/*/routes.ts", { eager: true });

export const modules: Module[] = Object.values(found).map((file) => file.default);

export const pagesOfModules: RouteRecordRaw[] = modules.flatMap((module) =>
  module.pages.map((page) => ({ ...page, meta: { ...page.meta, module: module.name } })),
);

const locales: Record<string, () => Promise<{ default: Locale }>> = Object.fromEntries(
  modules.map((module) => [module.name, module.locale]),
);

/** The texts that a page needs, loaded once. */
export async function loadTexts(names: readonly string[]): Promise<void> {
  await Promise.all(
    names
      .filter((name) => !hasTexts(name))
      .map(async (name) => {
        const locale = locales[name];
        if (!locale) throw new Error(`no module ${name}`);
        addTexts(name, (await locale()).default);
      }),
  );
}

export interface NavigationEntry extends PageFacts {
  path: string;
}

/** The pages of the navigation in its order, whoever may see them. */
export const navigation: { group: Group; pages: NavigationEntry[] }[] = groups.map((group) => ({
  group,
  pages: pagesOfModules
    .flatMap((page) => (page.meta?.nav?.group === group ? [{ path: page.path, ...(page.meta as PageFacts) }] : []))
    .sort((a, b) => a.nav!.order - b.nav!.order),
}));

/** "/passages?site=…", an address of the API, as the page that shows this list; nothing when no page does. */
export function pageOfList(address: string): string | undefined {
  const [path = "", query] = address.split("?", 2);
  for (const page of pagesOfModules) {
    const values = page.meta?.list && parametersOf(page.meta.list, path);
    if (!values) continue;
    const filled = page.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? "");
    return filled + (query ? `?${query}` : "");
  }
  return undefined;
}

/** "/organizations/{id}/roster" and "/organizations/7/roster" → { id: "7" } */
function parametersOf(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) values[name] = given[index]!;
    else if (part !== given[index]) return undefined;
  }
  return values;
}
