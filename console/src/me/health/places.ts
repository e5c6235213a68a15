// Provinces and cities to choose from. The provinces are kept, so that a stay can be declared without a network.
import { ref } from "vue";
import { keep, read, type Place } from "../keeping/database";
import { opened } from "../own/session";
import { api, inTime, isNoAnswer } from "../server/api";

export const provinces = ref<Place[]>([]);
const cities = new Map<string, Place[]>();

async function within(parent?: string): Promise<Place[]> {
  const { items } = await inTime((signal) => api.get("/divisions", { query: { parent }, signal }));
  return items.map(({ code, name }) => ({ code, name }));
}

/** From the phone at once, from the server where there are none yet. */
export async function loadProvinces(): Promise<void> {
  if (provinces.value.length === 0) provinces.value = (await read(opened(), "provinces")) ?? [];
  if (provinces.value.length > 0) return;
  try {
    provinces.value = await within();
    await keep(opened(), "provinces", provinces.value);
  } catch (failure) {
    // The form says that there is no list yet.
    if (!isNoAnswer(failure)) throw failure;
  }
}

/** None where there is no network: the province is enough. */
export async function citiesOf(province: string): Promise<Place[]> {
  const known = cities.get(province);
  if (known) return known;
  try {
    const found = await within(province);
    cities.set(province, found);
    return found;
  } catch (failure) {
    if (!isNoAnswer(failure)) throw failure;
    return [];
  }
}
