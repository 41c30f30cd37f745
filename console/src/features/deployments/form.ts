import type { DeploymentPlan, NewDeployment } from '../../api/types';
import { texts } from '../../lib/texts';

const words = texts.newDeployment;

export const TARGETS = ['group', 'condition', 'devices'] as const;
export const DELIVERIES = ['method', 'twin', 'message', 'azure'] as const;

/** A deployment as somebody types it; numbers are text until they are sent. */
export interface DeploymentForm {
  name: string;
  firmwareId: string;
  target: (typeof TARGETS)[number];
  group: string;
  condition: string;
  devices: string;
  canary: string;
  waves: string;
  maxConcurrent: string;
  pauseMinutes: string;
  observationMinutes: string;
  failurePercent: string;
  timeoutMinutes: string;
  retries: string;
  window: boolean;
  from: string;
  to: string;
  delivery: (typeof DELIVERIES)[number];
  /** As the browser's field for date and time has it; empty: at once. */
  startAt: string;
  includeLate: boolean;
  allowDowngrade: boolean;
}

/** Careful by default: one device first, then waves, each watched. */
export const BEGIN: DeploymentForm = {
  name: '',
  firmwareId: '',
  target: 'group',
  group: '',
  condition: '',
  devices: '',
  canary: '1',
  waves: '10, 50, 100',
  maxConcurrent: '1000',
  pauseMinutes: '0',
  observationMinutes: '5',
  failurePercent: '10',
  timeoutMinutes: '60',
  retries: '2',
  window: false,
  from: '22:00',
  to: '04:00',
  delivery: 'method',
  startAt: '',
  includeLate: false,
  allowDowngrade: false,
};

/** What the server allows; the same bounds, told while somebody types. */
export const BOUNDS = {
  canary: [0, 1_000_000],
  maxConcurrent: [1, 100_000],
  pauseMinutes: [0, 10_080],
  observationMinutes: [0, 1_440],
  failurePercent: [1, 100],
  timeoutMinutes: [1, 10_080],
  retries: [0, 20],
} as const;

export type NumberField = keyof typeof BOUNDS;
export type Faults = Partial<Record<keyof DeploymentForm, string>>;

/** Against the first step: what, and for whom. */
export function whatFaults(form: DeploymentForm): Faults {
  return {
    ...(form.name.trim() ? {} : { name: words.nameMissing }),
    ...(form.firmwareId ? {} : { firmwareId: words.firmwareMissing }),
    ...(form.target === 'group' && !form.group && { group: words.groupMissing }),
    ...(form.target === 'condition' &&
      !form.condition.trim() && { condition: words.conditionMissing }),
    ...(form.target === 'devices' && idsOf(form).length === 0 && { devices: words.devicesMissing }),
  };
}

/** Against the second step: how. */
export function howFaults(form: DeploymentForm): Faults {
  const faults: Faults = {};
  for (const [name, [least, most]] of Object.entries(BOUNDS) as [
    NumberField,
    readonly [number, number],
  ][]) {
    const number = Number(form[name]);
    if (form[name].trim() === '' || !Number.isInteger(number) || number < least || number > most) {
      faults[name] = words.number(least, most);
    }
  }
  const waves = wavesOf(form);
  const grows = waves.every((percent, at) => percent > (waves[at - 1] ?? 0) && percent <= 100);
  if (!grows || !waves.every(Number.isInteger)) faults.waves = words.wavesInvalid;
  return faults;
}

export function toRequest(form: DeploymentForm): NewDeployment {
  return {
    name: form.name.trim(),
    firmwareId: form.firmwareId,
    target:
      form.target === 'group'
        ? { group: form.group }
        : form.target === 'condition'
          ? { condition: form.condition.trim() }
          : { devices: idsOf(form) },
    plan: planOf(form),
    ...(form.startAt && { startTime: new Date(form.startAt).toISOString() }),
  };
}

function planOf(form: DeploymentForm): DeploymentPlan {
  return {
    canary: Number(form.canary),
    waves: wavesOf(form),
    maxConcurrent: Number(form.maxConcurrent),
    pauseSeconds: Number(form.pauseMinutes) * 60,
    observationSeconds: Number(form.observationMinutes) * 60,
    failurePercent: Number(form.failurePercent),
    timeoutSeconds: Number(form.timeoutMinutes) * 60,
    retries: Number(form.retries),
    ...(form.window && { window: { from: form.from, to: form.to } }),
    delivery: form.delivery,
    includeLate: form.includeLate,
    allowDowngrade: form.allowDowngrade,
  };
}

function wavesOf({ waves }: DeploymentForm): number[] {
  return waves
    .split(',')
    .map((percent) => percent.trim())
    .filter(Boolean)
    .map(Number);
}

function idsOf({ devices }: DeploymentForm): string[] {
  return [...new Set(devices.split(/\s+/).filter(Boolean))];
}
