import type { HubSummary } from '../../api/types';

/** A hub that an enrollment may name, as what it already names. */
export interface HubChoice {
  name: string;
  /** How the enrollment calls it: by its name, or by host names. Empty where it does not. */
  named: readonly string[];
  /** Whether there is such a hub. */
  linked: boolean;
}

/** The linked hubs, and whatever else an enrollment names. */
export function choicesOf(
  linked: readonly Pick<HubSummary, 'name' | 'hostNames'>[],
  hubs: readonly string[],
): HubChoice[] {
  const known = linked.map(({ name, hostNames }) => ({
    name,
    named: hubs.filter((hub) => hub === name || hostNames.includes(hub)),
    linked: true,
  }));
  const met = new Set(known.flatMap(({ named }) => named));
  const gone = hubs.filter((hub) => !met.has(hub));
  return [...known, ...gone.map((name) => ({ name, named: [name], linked: false }))];
}

/** The hubs of an enrollment after one was chosen, or is not any more. */
export function withChoice(
  hubs: readonly string[],
  { name, named }: HubChoice,
  chosen: boolean,
): string[] {
  const others = hubs.filter((hub) => !named.includes(hub));
  return chosen ? [...others, name] : others;
}
