export type TemplateName = 'custom' | 'reboot' | 'setTelemetryInterval' | 'factoryReset';

export interface MethodForm {
  template: TemplateName;
  methodName: string;
  payload: string;
  responseTimeout: string;
  connectTimeout: string;
}

const TIMEOUTS = { responseTimeout: '30', connectTimeout: '0' };

/** The methods that the reference agent knows, ready to be called. */
export const TEMPLATES: Record<TemplateName, MethodForm> = {
  reboot: { template: 'reboot', methodName: 'reboot', payload: '{}', ...TIMEOUTS },
  setTelemetryInterval: {
    template: 'setTelemetryInterval',
    methodName: 'setTelemetryInterval',
    payload: '{\n  "seconds": 5\n}',
    ...TIMEOUTS,
  },
  factoryReset: {
    template: 'factoryReset',
    methodName: 'factoryReset',
    payload: '{}',
    ...TIMEOUTS,
  },
  custom: { template: 'custom', methodName: '', payload: 'null', ...TIMEOUTS },
};

export function isWithin(text: string, least: number, most: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most;
}
