import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { HeartPulseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { HealthChange } from '../../../api/types';
import { ContinuationPager } from '../../../components/ContinuationPager';
import { HealthBadge } from '../../../components/DeviceBadges';
import { HeaderCell } from '../../../components/HeaderCell';
import { HealthReasons } from '../../../components/HealthReasons';
import { Panel } from '../../../components/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../../components/States';
import { usePages } from '../../../components/usePages';
import { texts } from '../../../lib/texts';
import { absoluteTime } from '../../../lib/time';
import { deviceHealthChangesQuery } from '../queries';

const useStyles = makeStyles({
  time: { paddingLeft: tokens.spacingHorizontalL, fontVariantNumeric: 'tabular-nums' },
  cell: {
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
    verticalAlign: 'top',
  },
});

const words = texts.health;

/** What became of the device's health, newest first. */
export function Changes({ deviceId }: { deviceId: string }) {
  const pages = usePages(deviceId);
  const changes = useQuery(deviceHealthChangesQuery(deviceId, pages.continuation));
  const page = changes.data;
  return (
    <Panel flush title={words.changes} hint={words.changesHint}>
      {changes.error && <ErrorState error={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.isPending && <LoadingRows />}
      {page &&
        (page.items.length > 0 ? (
          <ChangeTable items={page.items} />
        ) : (
          <EmptyState icon={<HeartPulseRegular />} title={words.noChanges}>
            {words.noChangesBody}
          </EmptyState>
        ))}
      {page && (pages.index > 0 || page.continuation !== null) && (
        <ContinuationPager
          pages={pages}
          range={words.page(pages.index)}
          continuation={page.continuation}
        />
      )}
    </Panel>
  );
}

function ChangeTable({ items }: { items: readonly HealthChange[] }) {
  const styles = useStyles();
  return (
    <Table size="small" aria-label={words.changes}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.time}>{words.time}</HeaderCell>
          <HeaderCell>{words.status}</HeaderCell>
          <HeaderCell>{words.reasons}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {items.map((change) => (
          <TableRow key={`${change.time} ${change.status}`}>
            <TableCell className={styles.time}>{absoluteTime(change.time)}</TableCell>
            <TableCell>
              <HealthBadge health={change.status} />
            </TableCell>
            <TableCell className={styles.cell}>
              {change.reasons.length > 0 ? <HealthReasons reasons={change.reasons} /> : texts.none}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
