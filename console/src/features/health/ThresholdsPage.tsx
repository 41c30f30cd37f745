import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { HeartPulseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../api/session';
import type { HealthThreshold } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { LimitText } from '../../components/LimitText';
import { ListPage } from '../../components/ListPage';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { measurement } from '../../lib/format';
import { texts } from '../../lib/texts';
import { thresholdsQuery } from './queries';
import { ThresholdActions } from './ThresholdActions';
import { ThresholdDialog } from './ThresholdDialog';

const words = texts.thresholds;

/** What devices are judged by, and the way to more of it. */
export function ThresholdsPage() {
  const thresholds = useQuery(thresholdsQuery);
  const may = useMay();
  return (
    <ListPage
      title={words.title}
      hint={words.hint}
      create={
        may('administer') && {
          bar: words.commands,
          label: words.create,
          dialog: (onClose) => <ThresholdDialog onClose={onClose} />,
        }
      }
      list={thresholds}
      table={(items) => <ThresholdTable thresholds={items} changeable={may('administer')} />}
      empty={{ icon: <HeartPulseRegular />, title: words.empty, body: words.emptyBody }}
    />
  );
}

interface ThresholdTableProps {
  thresholds: readonly HealthThreshold[];
  changeable: boolean;
}

function ThresholdTable({ thresholds, changeable }: ThresholdTableProps) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.metric}</HeaderCell>
          <HeaderCell>{words.scope}</HeaderCell>
          <HeaderCell>{words.warning}</HeaderCell>
          <HeaderCell>{words.critical}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.hysteresis}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.hold}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.updated}</HeaderCell>
          {changeable && <HeaderCell className={cells.last}>{words.actionsColumn}</HeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {thresholds.map((threshold) => (
          <TableRow key={threshold.id}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={threshold.metric}>
              {threshold.metric}
            </TableCell>
            <TableCell className={cells.cell}>
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
              <TableCell className={cells.last}>
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
  const cells = useCellStyles();
  const none = (limits.warning ?? null) === null && (limits.critical ?? null) === null;
  return (
    <>
      <TableCell className={cells.cell}>
        {none ? words.notJudged : <LimitText limits={limits} level="warning" />}
      </TableCell>
      <TableCell className={cells.cell}>
        {none ? words.notJudged : <LimitText limits={limits} level="critical" />}
      </TableCell>
    </>
  );
}
