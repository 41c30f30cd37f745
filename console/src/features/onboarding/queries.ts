import { queryOptions } from '@tanstack/react-query';
import { client, unwrap } from '../../api/client';
import { FIRST_HUB, hubInUrl } from '../../api/hubs';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type {
  OnboardedDevice,
  OnboardingExamination,
  OnboardingOrder,
  Registration,
} from '../../api/types';

const LOOK_AGAIN_MS = 2_000;

export function examine(order: OnboardingOrder): Promise<OnboardingExamination> {
  return unwrap(client.POST('/api/v1/onboarding/checks', { body: order }));
}

export function onboard(order: OnboardingOrder): Promise<OnboardedDevice> {
  return unwrap(client.POST('/api/v1/onboarding', { body: order }));
}

/** The hub that the provisioning service assigned a device to; null until it has, which is looked at often. */
export const assignmentQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.provisioning, 'assignment', id],
    queryFn: async ({ signal }): Promise<Registration | null> => {
      try {
        return await unwrap(
          client.GET('/api/v1/provisioning/registrations/{id}', {
            params: { path: { id } },
            signal,
          }),
        );
      } catch (error) {
        if (isProblem(error, 404)) return null;
        throw error;
      }
    },
    refetchInterval: ({ state }) => (state.data ? false : LOOK_AGAIN_MS),
  });

/** A device that is about to connect; looked at often until it has. */
export const arrivalQuery = (deviceId: string, hub: string) =>
  queryOptions({
    // Events write where the devices of the first hub are.
    queryKey: hub === FIRST_HUB ? keys.device(deviceId) : [...keys.device(deviceId), hub],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET('/api/v1/devices/{deviceId}', {
          params: { path: { deviceId }, query: hubInUrl(hub) },
          signal,
        }),
      ),
    refetchInterval: LOOK_AGAIN_MS,
  });
