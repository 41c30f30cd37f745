import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../../api/problem';
import type { DeviceDetail, MethodRequest } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { texts } from '../../../lib/texts';
import { invokeMethod } from '../queries';
import { MethodForm } from './MethodForm';
import { MethodResults, type MethodCall } from './MethodResults';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  warning: { marginBottom: tokens.spacingVerticalM },
});

/** Calls a direct method and shows what the device answered. */
export function MethodTab({ device }: { device: DeviceDetail }) {
  const styles = useStyles();
  const [calls, setCalls] = useState<MethodCall[]>([]);
  const call = useMutation({
    mutationFn: async (request: MethodRequest) => {
      const started = performance.now();
      const done = (outcome: MethodCall['outcome']): MethodCall => ({
        at: new Date().toISOString(),
        methodName: request.methodName,
        elapsedMs: Math.round(performance.now() - started),
        outcome,
      });
      // A refusal is a result here as well: it stands in the history with its time.
      return invokeMethod(device.deviceId, request).then(
        (answer) => done({ kind: 'answered', status: answer.status, payload: answer.payload }),
        (error: unknown) => done({ kind: 'failed', message: problemText(error) }),
      );
    },
    onSuccess: (result) => setCalls((before) => [result, ...before]),
  });
  return (
    <div className={styles.grid}>
      <Panel title={texts.method.title}>
        {device.connectionState === 'Disconnected' && (
          <MessageBar intent="warning" layout="multiline" className={styles.warning}>
            <MessageBarBody>{texts.method.notConnected}</MessageBarBody>
          </MessageBar>
        )}
        <MethodForm busy={call.isPending} onCall={call.mutate} />
      </Panel>
      <MethodResults calls={calls} waiting={call.isPending} />
    </div>
  );
}
