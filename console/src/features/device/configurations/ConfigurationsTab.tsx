import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceDetail } from '../../../api/types';
import { Panel } from '../../../components/Panel';
import { ErrorState, LoadingRows } from '../../../components/States';
import { texts } from '../../../lib/texts';
import { deviceConfigurationsQuery } from '../queries';
import { ConfiguredValues } from './ConfiguredValues';
import { Targeting } from './Targeting';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingHorizontalM },
  choice: { maxWidth: '360px' },
});

const words = texts.why;

/** The configurations that target the device, or a module of it, and the values that they set. */
export function ConfigurationsTab({ device }: { device: DeviceDetail }) {
  const styles = useStyles();
  const { deviceId, modules } = device;
  const [chosen, setChosen] = useState('');
  const moduleId = modules.some((module) => module.moduleId === chosen) ? chosen : undefined;
  const why = useQuery(deviceConfigurationsQuery(deviceId, moduleId));
  return (
    <div className={styles.page}>
      {modules.length > 0 && (
        <Field label={words.of} className={styles.choice}>
          <Select value={moduleId ?? ''} onChange={(_, { value }) => setChosen(value)}>
            <option value="">{words.deviceItself}</option>
            {modules.map((module) => (
              <option key={module.moduleId} value={module.moduleId}>
                {words.module(module.moduleId)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {why.error && <ErrorState error={why.error} onRetry={() => void why.refetch()} />}
      {why.isPending && <LoadingRows />}
      {why.data && (
        <>
          <Panel flush title={words.targeting} hint={words.targetingHint}>
            <Targeting configurations={why.data.configurations} />
          </Panel>
          <Panel flush title={words.values} hint={words.valuesHint}>
            <ConfiguredValues deviceId={deviceId} moduleId={moduleId} values={why.data.values} />
          </Panel>
        </>
      )}
    </div>
  );
}
