import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { live } from '../../api/live';
import { telemetryQuery } from './queries';

/** The newest messages of a device: loaded once, then pushed for as long as somebody looks. */
export function useTelemetry(deviceId: string) {
  const queryClient = useQueryClient();
  useEffect(() => live.watchTelemetry(deviceId), [deviceId]);
  return useQuery(telemetryQuery(deviceId, queryClient));
}
