import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  Text,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  tokens,
} from '@fluentui/react-components';
import {
  Add20Regular,
  ArrowClockwise20Regular,
  Delete20Regular,
  Flash20Regular,
  Options20Regular,
  PlayCircle20Regular,
  Prohibited20Regular,
  Tag20Regular,
  type FluentIcon,
} from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { BulkAction } from '../../api/bulk';
import { keys } from '../../api/keys';
import { useMay } from '../../api/session';
import { count } from '../../lib/format';
import { texts } from '../../lib/texts';
import { BulkDialog } from './bulk/BulkDialog';
import { isTooLong, type Chosen } from './bulk/chosen';
import { CreateDeviceDialog } from './CreateDeviceDialog';

const useStyles = makeStyles({
  bar: { padding: 0, flexWrap: 'wrap' },
  count: { marginLeft: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
});

/** What a job of the command bar does to the chosen devices. */
export type JobKind = 'method' | 'tags' | 'desired';

const CHANGES: readonly (readonly [BulkAction, FluentIcon, string])[] = [
  ['enable', PlayCircle20Regular, texts.devices.enable],
  ['disable', Prohibited20Regular, texts.devices.disable],
  ['delete', Delete20Regular, texts.delete],
];
const JOBS: readonly (readonly [JobKind, FluentIcon, string])[] = [
  ['tags', Tag20Regular, texts.bulk.setTags],
  ['desired', Options20Regular, texts.bulk.setDesired],
  ['method', Flash20Regular, texts.bulk.callMethod],
];

interface DeviceCommandsProps {
  chosen: Chosen | undefined;
  /** The dialog that makes a job for the chosen devices. */
  newJob: (kind: JobKind, chosen: Chosen, onClose: () => void) => ReactNode;
  onDone: () => void;
}

/** The command bar: what can be done to the fleet and to the chosen devices. */
export function DeviceCommands({ chosen, newJob, onDone }: DeviceCommandsProps) {
  const styles = useStyles();
  const may = useMay();
  const queryClient = useQueryClient();
  const [creating, setCreating] = useState(false);
  // What was chosen stays what the dialog is about, whatever becomes of the list meanwhile.
  const [change, setChange] = useState<{ action: BulkAction; condition: string }>();
  const [job, setJob] = useState<{ kind: JobKind; chosen: Chosen }>();
  const tooLong = chosen !== undefined && isTooLong(chosen);
  const disabled = chosen === undefined || tooLong;
  const refresh = () => {
    for (const queryKey of [keys.devicePages, keys.devicesMatching]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };

  return (
    <>
      <Toolbar aria-label={texts.devices.commands} className={styles.bar}>
        {may('operateDevices') && (
          <ToolbarButton
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => setCreating(true)}
          >
            {texts.devices.create}
          </ToolbarButton>
        )}
        <ToolbarButton icon={<ArrowClockwise20Regular />} onClick={refresh}>
          {texts.refresh}
        </ToolbarButton>
        {may('administer') && <ToolbarDivider />}
        {may('administer') &&
          CHANGES.map(([action, Icon, label]) => (
            <ToolbarButton
              key={action}
              icon={<Icon />}
              disabled={disabled}
              onClick={() => chosen && setChange({ action, condition: chosen.condition })}
            >
              {label}
            </ToolbarButton>
          ))}
        {may('operateDevices') && <ToolbarDivider />}
        {may('operateDevices') &&
          JOBS.map(([kind, Icon, label]) => (
            <ToolbarButton
              key={kind}
              icon={<Icon />}
              disabled={disabled}
              onClick={() => chosen && setJob({ kind, chosen })}
            >
              {label}
            </ToolbarButton>
          ))}
        {chosen && (
          <Text className={styles.count}>{texts.devices.selected(count(chosen.count))}</Text>
        )}
      </Toolbar>
      {tooLong && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.bulk.tooMany}</MessageBarBody>
        </MessageBar>
      )}
      {creating && <CreateDeviceDialog onClose={() => setCreating(false)} />}
      {change && (
        <BulkDialog
          {...change}
          onClose={(changed) => {
            setChange(undefined);
            if (changed) onDone();
          }}
        />
      )}
      {job && newJob(job.kind, job.chosen, () => setJob(undefined))}
    </>
  );
}
