import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  changeDevices,
  type BulkFailure,
  type BulkLine,
  type BulkProgress,
  type BulkRequest,
} from '../../../api/bulk';
import { keys } from '../../../api/keys';

/** Of a million devices that failed nobody reads more. */
const FAILURES_KEPT = 200;

/** One change of many devices, from its begin to its end. */
export interface BulkRun {
  progress: BulkProgress | undefined;
  failures: readonly BulkFailure[];
  end: 'done' | 'aborted' | 'stopped' | 'broken' | undefined;
  error: unknown;
}

const BEGIN: BulkRun = { progress: undefined, failures: [], end: undefined, error: undefined };

export function heard(run: BulkRun, line: BulkLine): BulkRun {
  if (line.type === 'failure') {
    if (run.failures.length >= FAILURES_KEPT) return run;
    const { deviceId, code, message } = line;
    return { ...run, failures: [...run.failures, { deviceId, code, message }] };
  }
  const { type, ...progress } = line;
  return { ...run, progress, end: type === 'progress' ? undefined : type };
}

/** Runs a change; it ends with the component that asked for it. */
export function useBulk() {
  const queryClient = useQueryClient();
  const [run, setRun] = useState<BulkRun>();
  const stopper = useRef<AbortController>(undefined);

  useEffect(() => () => stopper.current?.abort(), []);

  const start = async (request: BulkRequest) => {
    const controller = new AbortController();
    stopper.current = controller;
    setRun(BEGIN);
    const tell = (line: BulkLine) => setRun((before = BEGIN) => heard(before, line));
    await changeDevices(request, tell, controller.signal).catch((error: unknown) =>
      setRun((before = BEGIN) =>
        controller.signal.aborted
          ? { ...before, end: 'stopped' }
          : { ...before, end: 'broken', error },
      ),
    );
    for (const queryKey of [keys.devicePages, keys.devicesMatching]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  return {
    run,
    start: (request: BulkRequest) => void start(request),
    stop: () => stopper.current?.abort(),
    reset: () => setRun(undefined),
  };
}
