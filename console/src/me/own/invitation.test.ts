import { expect, it } from "vitest";
import { invitationIn } from "./invitation";

it("is found in a link, behind the # of an address, and by itself", () => {
  const token = "tz_i_Ab0-_xyzAb0-_xyz";
  for (const text of [`https://city.example/me/#invitation=${token}`, `#invitation=${token}`, token, ` ${token} \n`])
    expect(invitationIn(text)).toBe(token);
});

it("is nothing else", () => {
  for (const text of ["", "#enrol=tz_e_Ab0-_xyzAb0-_xyz", "tz_p_Ab0-_xyzAb0-_xyz", "#invitation=", "https://city.example/me/", "tz_i_短"])
    expect(invitationIn(text)).toBeUndefined();
});
