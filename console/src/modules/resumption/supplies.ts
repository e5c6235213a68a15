// Supplies of a filing: units, for how many days they last, and rows of a form as the numbers that the API takes.
import type { Schema } from "@/api";
import { figureOf, figureText } from "../organizations/figures";

export type Supply = Schema<"Supply">;
export type SupplyItem = Supply["item"];
export const supplyItems = ["masks", "disinfectant", "thermometers", "alcohol", "gloves", "protective_suits", "goggles"] as const satisfies readonly SupplyItem[];
/** What every enterprise has to have. */
export const needed: readonly SupplyItem[] = ["masks", "disinfectant", "thermometers"];

/** For how many days one item lasts; undefined when it is not used up. */
export const daysOf = (supply: Pick<Supply, "quantity" | "daily_use">): number | undefined =>
  supply.daily_use > 0 ? Math.floor(supply.quantity / supply.daily_use) : undefined;

/** For how many days the least of what is used up lasts. */
export function daysOfAll(supplies: readonly Supply[]): number | undefined {
  const days = supplies.flatMap((supply) => daysOf(supply) ?? []);
  return days.length > 0 ? Math.min(...days) : undefined;
}

export interface SupplyRow {
  item: SupplyItem;
  quantity: string;
  daily_use: string;
}

export const most = { quantity: 100_000_000, daily_use: 10_000_000 };
export const quantityOf = (row: SupplyRow) => figureOf(row.quantity, 0, { most: most.quantity });
export const useOf = (row: SupplyRow) => figureOf(row.daily_use, 0, { most: most.daily_use });

/** Those that are needed are always there to be filled in, and then whatever else was filed. */
export function rowsOf(supplies: readonly Supply[]): SupplyRow[] {
  const items = [...needed, ...supplies.map((supply) => supply.item)];
  return supplyItems
    .filter((item) => items.includes(item))
    .map((item) => {
      const had = supplies.find((supply) => supply.item === item);
      return { item, quantity: figureText(had?.quantity, 0), daily_use: had?.daily_use ? figureText(had.daily_use, 0) : "" };
    });
}

/** Rows without a quantity are none. */
export const suppliesOf = (rows: readonly SupplyRow[]): Supply[] =>
  rows.flatMap((row) => {
    const quantity = quantityOf(row).value;
    return quantity === undefined ? [] : [{ item: row.item, quantity, daily_use: useOf(row).value ?? 0 }];
  });

export const areFaultless = (rows: readonly SupplyRow[]): boolean => rows.every((row) => !quantityOf(row).fault && !useOf(row).fault);
