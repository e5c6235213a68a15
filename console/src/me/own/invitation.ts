// The invitation of an employer: "/me/#invitation=tz_i_…". It stands behind the #, which no server or proxy sees, and is
// taken out of the address at once.

/** From a link, what stands behind its #, or the bare token; nothing for any other text. */
export function invitationIn(text: string): string | undefined {
  return /(?:^|#invitation=)(tz_i_[\w-]{10,90})$/.exec(text.trim())?.[1];
}
