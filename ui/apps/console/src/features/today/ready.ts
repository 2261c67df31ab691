// How many computers are ready to work, of how many, and of each company where there are few.

import type { Company } from "../../api/types";

export interface Ready {
  ready: number;
  devices: number;
  /** "Bramble 18/20 · Ostler 23/28"; nothing where there are too many to read, or only one. */
  companies: string | undefined;
}

const MOST = 3;

/** Counted over the companies, or over the one that is chosen. */
export function readyIn(companies: readonly Company[], chosen: string | undefined): Ready {
  const counted = companies.filter(({ id }) => chosen === undefined || id === chosen);
  const named = counted.length > 1 && counted.length <= MOST;
  return {
    ready: sum(counted.map(({ ready }) => ready)),
    devices: sum(counted.map(({ devices }) => devices)),
    companies: named ? counted.map(({ name, ready, devices }) => `\u2068${name}\u2069 ${ready}/${devices}`).join(" · ") : undefined,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
