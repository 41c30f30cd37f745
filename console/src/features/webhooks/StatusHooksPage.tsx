import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Prohibited16Filled, SendRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { StatusHook } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPage } from '../../components/ListPage';
import { RouterLink } from '../../components/RouterLink';
import { StateBadge } from '../../components/StateBadge';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { eventNames } from './eventNames';
import { statusHooksQuery } from './queries';
import { StatusHookActions } from './StatusHookActions';
import { StatusHookDialog } from './StatusHookDialog';

const words = texts.webhooks;

/** The systems that are told how far devices come. */
export function StatusHooksPage() {
  const hooks = useQuery(statusHooksQuery);
  return (
    <ListPage
      title={words.title}
      hint={words.hint}
      above={<RouterLink to="/records">{texts.records.title}</RouterLink>}
      create={{
        bar: words.commands,
        label: words.create,
        dialog: (onClose) => <StatusHookDialog onClose={onClose} />,
      }}
      list={hooks}
      table={(items) => <HookTable hooks={items} />}
      empty={{ icon: <SendRegular />, title: words.empty, body: words.emptyBody }}
    />
  );
}

function HookTable({ hooks }: { hooks: StatusHook[] }) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={words.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{words.name}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.url}</HeaderCell>
          <HeaderCell className={cells.medium}>{words.events}</HeaderCell>
          <HeaderCell>{words.state}</HeaderCell>
          <HeaderCell className={cells.last}>{words.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {hooks.map((hook) => (
          <TableRow key={hook.name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)} title={hook.name}>
              <RouterLink to="/status-webhooks/$name" params={{ name: hook.name }}>
                {hook.name}
              </RouterLink>
            </TableCell>
            <TableCell className={medium} title={hook.url}>
              {hook.url}
            </TableCell>
            <TableCell className={medium} title={eventNames(hook)}>
              {eventNames(hook)}
            </TableCell>
            <TableCell className={cells.cell}>
              <StateBadge
                mark={
                  hook.enabled ? [CheckmarkCircle16Filled, 'good'] : [Prohibited16Filled, 'quiet']
                }
                word={hook.enabled ? words.states.on : words.states.off}
              />
            </TableCell>
            <TableCell className={cells.last}>
              <StatusHookActions hook={hook} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
