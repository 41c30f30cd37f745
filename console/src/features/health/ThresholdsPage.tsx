import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { Add20Regular, HeartPulseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session';
import type { HealthThreshold } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { LimitText } from '../../components/LimitText';
import { PageHeader } from '../../components/PageHeader';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { measurement } from '../../lib/format';
import { texts } from '../../lib/texts';
import { thresholdsQuery } from './queries';
import { ThresholdActions } from './ThresholdActions';
import { ThresholdDialog } from './ThresholdDialog';

const words = texts.thresholds;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  bar: { padding: 0 },
  table: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  first: { paddingLeft: tokens.spacingHorizontalL },
  last: { width: '76px' },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

/** What devices are judged by, and the way to more of it. */
export function ThresholdsPage() {
  const styles = useStyles();
  const thresholds = useQuery(thresholdsQuery);
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <div className={styles.page}>
      <PageHeader title={words.title} hint={words.hint} trail={<Trail />} />
      {may('administer') && (
        <Toolbar aria-label={words.commands} className={styles.bar}>
          <ToolbarButton
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => setCreating(true)}
          >
            {words.create}
          </ToolbarButton>
        </Toolbar>
      )}
      {thresholds.error && (
        <ErrorState error={thresholds.error} onRetry={() => void thresholds.refetch()} />
      )}
      {thresholds.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {thresholds.data && (
        <div className={styles.table}>
          {thresholds.data.items.length > 0 ? (
            <ThresholdTable thresholds={thresholds.data.items} changeable={may('administer')} />
          ) : (
            <EmptyState icon={<HeartPulseRegular />} title={words.empty}>
              {words.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {creating && <ThresholdDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

interface ThresholdTableProps {
  thresholds: readonly HealthThreshold[];
  changeable: boolean;
}

function ThresholdTable({ thresholds, changeable }: ThresholdTableProps) {
  const styles = useStyles();
  const medium = mergeClasses(styles.cell, styles.medium);
  const wide = mergeClasses(styles.cell, styles.wide);
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{words.metric}</HeaderCell>
          <HeaderCell>{words.scope}</HeaderCell>
          <HeaderCell>{words.warning}</HeaderCell>
          <HeaderCell>{words.critical}</HeaderCell>
          <HeaderCell className={styles.medium}>{words.hysteresis}</HeaderCell>
          <HeaderCell className={styles.medium}>{words.hold}</HeaderCell>
          <HeaderCell className={styles.wide}>{words.updated}</HeaderCell>
          {changeable && <HeaderCell className={styles.last}>{words.actionsColumn}</HeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {thresholds.map((threshold) => (
          <TableRow key={threshold.id}>
            <TableCell className={mergeClasses(styles.cell, styles.first)} title={threshold.metric}>
              {threshold.metric}
            </TableCell>
            <TableCell className={styles.cell}>
              <Scope threshold={threshold} />
            </TableCell>
            <Limits threshold={threshold} />
            <TableCell className={medium}>
              {measurement(threshold.limits.hysteresis ?? 0)}
            </TableCell>
            <TableCell className={medium}>
              {words.seconds(threshold.limits.holdSeconds ?? 0)}
            </TableCell>
            <TableCell className={wide}>
              <RelativeTime at={threshold.updatedAt} />
            </TableCell>
            {changeable && (
              <TableCell className={styles.last}>
                <ThresholdActions threshold={threshold} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Scope({ threshold: { scope, scopeName } }: { threshold: HealthThreshold }) {
  const text = words.of[scope](scopeName);
  if (scope !== 'group') return text;
  return (
    <RouterLink to="/groups/$name" params={{ name: scopeName }}>
      {text}
    </RouterLink>
  );
}

function Limits({ threshold: { limits } }: { threshold: HealthThreshold }) {
  const styles = useStyles();
  const none = (limits.warning ?? null) === null && (limits.critical ?? null) === null;
  return (
    <>
      <TableCell className={styles.cell}>
        {none ? words.notJudged : <LimitText limits={limits} level="warning" />}
      </TableCell>
      <TableCell className={styles.cell}>
        {none ? words.notJudged : <LimitText limits={limits} level="critical" />}
      </TableCell>
    </>
  );
}
