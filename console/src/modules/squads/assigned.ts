// The enterprises that a squad looks after now, and where they are.
import { api, Problem, type Schema } from "@/api";
import type { Place } from "./squad";

export type Assigned = Schema<"AssignmentRow"> & Partial<Pick<Place, "longitude" | "latitude" | "metres" | "why">>;

export async function assignedTo(squad: string, signal?: AbortSignal): Promise<Assigned[]> {
  const { items } = await api.get("/squad-assignments", { query: { squad, limit: 500, sort: "organization_name" }, signal });
  if (items.length === 0) return [];
  const places = await placesOf(items[0]!.plan, squad, signal);
  return Promise.all(
    items.map(async (row) => {
      const place = places?.get(row.organization);
      if (places) return { ...row, longitude: place?.longitude, latitude: place?.latitude, metres: place?.metres, why: place?.why };
      return { ...row, ...(await siteOf(row.organization, signal)) };
    }),
  );
}

/** As the plan in force has them; nothing for who neither sees the whole county's nor sits in the squad. */
async function placesOf(plan: string, squad: string, signal?: AbortSignal): Promise<Map<string, Place> | undefined> {
  try {
    const { items } = await api.get("/squad-plans/{id}/places", { path: { id: plan }, query: { squad, limit: 500 }, signal });
    return new Map(items.map((place) => [place.organization, place]));
  } catch (failure) {
    if (failure instanceof Problem && (failure.status === 403 || failure.status === 404)) return undefined;
    throw failure;
  }
}

async function siteOf(organization: string, signal?: AbortSignal): Promise<{ longitude?: number; latitude?: number }> {
  const { items } = await api.get("/sites", { query: { organization, status: "operating", limit: 20 }, signal });
  const site = items.find((each) => each.longitude !== undefined);
  return { longitude: site?.longitude, latitude: site?.latitude };
}
