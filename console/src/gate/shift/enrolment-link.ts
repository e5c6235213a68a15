// The code of a link that was opened to enrol this device: "/gate/#enrol=tz_e_…". It stands behind the #, which no
// server or proxy sees, and is taken out of the address at once.
let code: string | undefined;

export function takeLink(hash: string): boolean {
  const found = /^#enrol=(.+)$/.exec(hash)?.[1];
  code = found ?? code;
  return found !== undefined;
}

/** What the link said, once. */
export function linkedCode(): string | undefined {
  const linked = code;
  code = undefined;
  return linked;
}
