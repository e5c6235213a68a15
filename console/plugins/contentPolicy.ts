import type { Plugin } from "vite";

// Nothing comes from elsewhere and nothing is evaluated. Styles may stand in elements: charts and menus place themselves
// so. The camera and pictures made on the spot are blobs.
const policy = (scripts: string) => [
  "default-src 'self'",
  `script-src ${scripts}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** The content security policy of the built pages; `wasm` where one of their own files is WebAssembly. */
export function contentPolicy({ wasm = false } = {}): Plugin {
  const content = policy(wasm ? "'self' 'wasm-unsafe-eval'" : "'self'");
  return {
    name: "tongzhou:content-policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" },
    ],
  };
}
