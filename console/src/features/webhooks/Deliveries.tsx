import {
  Button,
  makeStyles,
  mergeClasses,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  CheckmarkCircle16Filled,
  Clock16Regular,
  ErrorCircle16Filled,
} from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { StatusDelivery } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { StateBadge } from '../../components/StateBadge';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { useCellStyles } from '../../components/useCellStyles';
import { useNotify } from '../../components/useNotify';
import { count } from '../../lib/format';
import { oneOf } from '../../lib/oneOf';
import { texts } from '../../lib/texts';
import { deliveriesQuery, replay } from './queries';
import { DELIVERY_STATES, type DeliverySearch } from './search';

const words = texts.webhooks;

const MARKS = {
  due: [Clock16Regular, 'busy'],
  delivered: [CheckmarkCircle16Filled, 'good'],
  dead: [ErrorCircle16Filled, 'bad'],
} as const;

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  attempts: { width: '84px' },
  last: { width: '132px' },
});

interface DeliveriesProps {
  hook: string;
  search: DeliverySearch;
  onChange: (search: DeliverySearch) => void;
}

/** What became of a webhook's messages, and the way to send again those that were given up. */
export function Deliveries({ hook, search, onChange }: DeliveriesProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const deliveries = useQuery(deliveriesQuery(hook, search.state));
  const again = useMutation({
    mutationFn: (delivery: string | undefined) => replay(hook, delivery),
    onSuccess: (sent) => notify.success(words.replayed(count(sent.count), sent.count === 1)),
    onError: (error) => notify.failure(words.failed, problemText(error)),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keys.statusDeliveries(hook) }),
  });
  const items = deliveries.data?.items;
  return (
    <Panel
      flush
      title={words.deliveries}
      hint={words.deliveriesHint}
      actions={
        <div className={styles.actions}>
          <Select
            aria-label={words.filter}
            value={search.state ?? ''}
            onChange={(_, { value }) => {
              const state = oneOf(DELIVERY_STATES, value);
              onChange(state ? { state } : {});
            }}
          >
            <option value="">{words.anyState}</option>
            {DELIVERY_STATES.map((state) => (
              <option key={state} value={state}>
                {words.deliveryStates[state]}
              </option>
            ))}
          </Select>
          {items?.some(({ state }) => state === 'dead') && (
            <Button
              icon={<ArrowClockwise20Regular />}
              disabledFocusable={again.isPending}
              onClick={() => !again.isPending && again.mutate(undefined)}
            >
              {words.replayAll}
            </Button>
          )}
        </div>
      }
    >
      {deliveries.error && (
        <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      )}
      {deliveries.isPending && <LoadingRows />}
      {items &&
        (items.length === 0 ? (
          <EmptyState title={words.noDeliveries}>
            {search.state ? words.noneOfState : words.noDeliveriesBody}
          </EmptyState>
        ) : (
          <DeliveryTable
            deliveries={items}
            onReplay={(delivery) => !again.isPending && again.mutate(delivery)}
          />
        ))}
    </Panel>
  );
}

interface DeliveryTableProps {
  deliveries: readonly StatusDelivery[];
  onReplay: (delivery: string) => void;
}

function DeliveryTable({ deliveries, onReplay }: DeliveryTableProps) {
  const styles = useStyles();
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={words.deliveries}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.device}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.event}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.at}</HeaderCell>
          <HeaderCell>{words.outcome}</HeaderCell>
          <HeaderCell className={cells.wide}>{words.answer}</HeaderCell>
          <HeaderCell className={mergeClasses(cells.wide, styles.attempts)}>
            {words.attempts}
          </HeaderCell>
          <HeaderCell className={styles.last}>{words.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {deliveries.map((delivery) => (
          <TableRow key={delivery.id}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={delivery.serial}>
              {delivery.serial}
            </TableCell>
            <TableCell className={medium}>
              {words.eventNames[delivery.event] ?? delivery.event}
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={delivery.createdAt} />
            </TableCell>
            <TableCell className={cells.cell}>
              <StateBadge
                mark={MARKS[delivery.state]}
                word={words.deliveryStates[delivery.state]}
              />
            </TableCell>
            <TableCell
              className={mergeClasses(cells.cell, cells.wide)}
              title={delivery.lastError ?? undefined}
            >
              {delivery.lastError ?? texts.none}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.wide, styles.attempts)}>
              {count(delivery.attempts)}
            </TableCell>
            <TableCell className={styles.last}>
              {delivery.state === 'dead' && (
                <Button
                  size="small"
                  aria-label={words.replayOf(delivery.serial)}
                  onClick={() => onReplay(delivery.id)}
                >
                  {words.replay}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
