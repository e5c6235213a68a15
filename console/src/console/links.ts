// The token of a one-time link: taken from behind '#', kept for this tab until it is used, never in an address.
const key = "tongzhou.link";
const form = /^#\/links\/([A-Za-z0-9_.~-]+)$/;

/** True when the address held a token. */
export function takeLinkFrom(hash: string): boolean {
  const token = form.exec(hash)?.[1];
  if (!token) return false;
  sessionStorage.setItem(key, token);
  return true;
}

export const linkToken = (): string | null => sessionStorage.getItem(key);
export const forgetLink = (): void => sessionStorage.removeItem(key);

/** What is handed to the person whom a link is for. */
export const linkAddress = (token: string): string => `${location.origin}/console/#/links/${token}`;
