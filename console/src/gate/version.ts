// Which build this is, for the list of devices: the hash in the name of the page's script, which changes whenever
// anything that it loads does.
const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
const hash = /-([A-Za-z0-9_-]{8})\.js$/.exec(script?.src ?? "")?.[1];

export const appVersion = `gate-${hash ?? "dev"}`;
