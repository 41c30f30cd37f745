import {
  Badge,
  MenuItem,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { AlertOnRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { AlertRule } from '../../api/types';
import { DeleteDialog } from '../../components/DeleteDialog';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPanel } from '../../components/ListPanel';
import { RowMenu } from '../../components/RowMenu';
import { EmptyState } from '../../components/States';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { alertRulesQuery, deleteRule, muteRule } from './queries';
import { RuleDialog } from './RuleDialog';
import { SeverityBadge } from './SeverityBadge';

const MUTE_MINUTES = 8 * 60;

/** What is worth an alert. */
export function RulesPanel() {
  const may = useMay();
  const rules = useQuery(alertRulesQuery);
  const [creating, setCreating] = useState(false);
  return (
    <ListPanel
      title={texts.alertRules.title}
      hint={texts.alertRules.hint}
      create={
        may('administer') && { label: texts.alertRules.create, onClick: () => setCreating(true) }
      }
      list={rules}
      table={(items) => <RuleTable rules={items} />}
      empty={
        <EmptyState icon={<AlertOnRegular />} title={texts.alertRules.empty}>
          {texts.alertRules.emptyBody}
        </EmptyState>
      }
    >
      {creating && <RuleDialog onClose={() => setCreating(false)} />}
    </ListPanel>
  );
}

function RuleTable({ rules }: { rules: AlertRule[] }) {
  const cells = useCellStyles();
  const may = useMay();
  return (
    <Table size="small" aria-label={texts.alertRules.title}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.alertRules.name}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.alerts.severity}</HeaderCell>
          <HeaderCell>{texts.alertRules.when}</HeaderCell>
          <HeaderCell className={cells.wide}>{texts.alertRules.channels}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.alertRules.state}</HeaderCell>
          {may('administer') && (
            <HeaderCell className={cells.last}>{texts.alerts.actionsColumn}</HeaderCell>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rules.map((rule) => (
          <TableRow key={rule.name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={rule.name}>
              {rule.name}
            </TableCell>
            <TableCell className={cells.medium}>
              <SeverityBadge severity={rule.severity} />
            </TableCell>
            <TableCell title={rule.condition}>
              {texts.alertRules.kinds[rule.kind](rule.threshold, rule.minutes)}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.wide)}>
              {rule.channels.join(', ') || texts.none}
            </TableCell>
            <TableCell className={cells.medium}>
              <State rule={rule} />
            </TableCell>
            {may('administer') && (
              <TableCell className={cells.last}>
                <RuleActions rule={rule} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function State({ rule }: { rule: AlertRule }) {
  if (!rule.enabled) return <Badge appearance="tint">{texts.alertRules.disabled}</Badge>;
  if (rule.mutedUntil) {
    return (
      <Badge
        appearance="tint"
        color="warning"
        title={texts.alerts.mutedUntil(absoluteTime(rule.mutedUntil))}
      >
        {texts.alerts.states.muted}
      </Badge>
    );
  }
  return (
    <Badge appearance="tint" color="success">
      {texts.alertRules.enabled}
    </Badge>
  );
}

function RuleActions({ rule }: { rule: AlertRule }) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  const after = {
    onError: (error: Error) => notify.failure(texts.alerts.notDone, problemText(error)),
    onSettled: () => {
      close();
      void queryClient.invalidateQueries({ queryKey: keys.alertRules });
      void queryClient.invalidateQueries({ queryKey: keys.alerts });
    },
  };
  const silence = useMutation({
    mutationFn: (minutes: number) => muteRule(rule.name, minutes),
    ...after,
  });
  return (
    <>
      <RowMenu label={texts.alerts.actions(rule.name)}>
        <MenuItem onClick={() => setDialog('edit')}>{texts.edit}</MenuItem>
        <MenuItem onClick={() => silence.mutate(rule.mutedUntil ? 0 : MUTE_MINUTES)}>
          {rule.mutedUntil ? texts.alerts.unmute : texts.alerts.mute(MUTE_MINUTES / 60)}
        </MenuItem>
        <MenuItem onClick={() => setDialog('delete')}>{texts.delete}</MenuItem>
      </RowMenu>
      {dialog === 'edit' && <RuleDialog rule={rule} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteDialog
          title={texts.alertRules.deleteTitle(rule.name)}
          remove={() => deleteRule(rule.name)}
          failed={texts.alerts.notDone}
          stale={[keys.alertRules, keys.alerts]}
          onClose={close}
        >
          {texts.alertRules.deleteBody}
        </DeleteDialog>
      )}
    </>
  );
}
