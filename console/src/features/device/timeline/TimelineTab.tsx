import {
  Dropdown,
  makeStyles,
  Option,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimelineItem } from '../../../api/types';
import { ContinuationPager } from '../../../components/ContinuationPager';
import { HeaderCell } from '../../../components/HeaderCell';
import { Panel } from '../../../components/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../../components/States';
import { usePages } from '../../../components/usePages';
import { texts } from '../../../lib/texts';
import { absoluteTime } from '../../../lib/time';
import { timelineQuery } from '../queries';
import { entryText } from './entry';

const useStyles = makeStyles({
  kind: { minWidth: '180px' },
  scroll: { overflowX: 'auto' },
  table: { minWidth: '560px' },
  time: {
    width: '190px',
    paddingLeft: tokens.spacingHorizontalL,
    fontVariantNumeric: 'tabular-nums',
  },
  what: { width: '150px' },
  module: { width: '120px' },
  detail: {
    overflowWrap: 'anywhere',
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
  },
});

const words = texts.timeline;

type Kind = keyof typeof words.kinds;
const KINDS = Object.keys(words.kinds) as Kind[];

/** What happened to the device, newest first. */
export function TimelineTab({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const [kind, setKind] = useState<Kind>('all');
  const pages = usePages(kind);
  const timeline = useQuery(timelineQuery(deviceId, kind, pages.continuation));
  const page = timeline.data;
  return (
    <Panel
      flush
      title={words.title}
      hint={words.hint}
      actions={
        <Dropdown
          className={styles.kind}
          aria-label={words.kind}
          value={words.kinds[kind]}
          selectedOptions={[kind]}
          onOptionSelect={(_, { optionValue }) =>
            setKind(KINDS.find((candidate) => candidate === optionValue) ?? 'all')
          }
        >
          {KINDS.map((candidate) => (
            <Option key={candidate} value={candidate}>
              {words.kinds[candidate]}
            </Option>
          ))}
        </Dropdown>
      }
    >
      {timeline.error && (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.isPending && <LoadingRows />}
      {page &&
        (page.items.length > 0 ? (
          <Entries items={page.items} />
        ) : (
          <EmptyState icon={<HistoryRegular />} title={words.empty}>
            {words.emptyBody}
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

function Entries({ items }: { items: readonly TimelineItem[] }) {
  const styles = useStyles();
  const withModules = items.some(({ moduleId }) => moduleId !== null);
  return (
    <div
      className={styles.scroll}
      // A region that scrolls has to be reachable from the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={words.entries}
    >
      <Table size="small" aria-label={words.title} className={styles.table}>
        <TableHeader>
          <TableRow>
            <HeaderCell className={styles.time}>{words.time}</HeaderCell>
            <HeaderCell className={styles.what}>{words.what}</HeaderCell>
            {withModules && <HeaderCell className={styles.module}>{words.module}</HeaderCell>}
            <HeaderCell>{words.detail}</HeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((item, i) => {
            const { what, detail } = entryText(item);
            return (
              // Entries of the same millisecond are told apart by their place only.
              <TableRow key={`${item.time} ${item.type} ${i}`}>
                <TableCell className={styles.time}>
                  <time dateTime={item.time}>{absoluteTime(item.time)}</time>
                </TableCell>
                <TableCell className={styles.what}>{what}</TableCell>
                {withModules && (
                  <TableCell className={styles.module}>{item.moduleId ?? texts.none}</TableCell>
                )}
                <TableCell className={styles.detail}>{detail}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
