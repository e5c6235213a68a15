// Where the answer to "who is signed in" is kept for the pages that open without a network, and for how long.
export const whoCache = "tongzhou-visits-who";
export const whoAddress = "/session";
export const whoDays = 3;
