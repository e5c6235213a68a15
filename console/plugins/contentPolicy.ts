import type { Plugin } from "vite";

// Nothing comes from elsewhere and nothing is evaluated. Styles may stand in elements: charts and menus place themselves
// so. The camera and pictures made on the spot are blobs.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** The content security policy of the built pages. */
export function contentPolicy(): Plugin {
  return {
    name: "tongzhou:content-policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
    ],
  };
}
