// Builds the apps one after the other; each is a build of vite with its own base.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
for (const app of ["console", "gate", "me", "ask"]) {
  const { status } = spawnSync(process.execPath, [vite, "build", "--logLevel", process.env.LOG ?? "warn"], {
    stdio: "inherit",
    env: { ...process.env, APP: app },
  });
  if (status !== 0) process.exit(status ?? 1);
}
