import { anyOf, LONGEST } from '../../../lib/condition';

/** The devices that the next action is for. */
export interface Chosen {
  condition: string;
  count: number;
  /** Their ids where they were chosen one by one. */
  deviceIds?: readonly string[];
}

export function chosenOnes(deviceIds: readonly string[]): Chosen {
  return { condition: anyOf(deviceIds), count: deviceIds.length, deviceIds };
}

export function isTooLong({ condition }: Chosen): boolean {
  return condition.length > LONGEST;
}
