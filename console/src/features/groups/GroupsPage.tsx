import {
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { GroupRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '../../api/groups';
import { useMay } from '../../api/session';
import type { Group } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPage } from '../../components/ListPage';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { GroupDialog } from './GroupDialog';

interface GroupsPageProps {
  /** Of a group that is to be made, as the device list's filter hands it on. */
  condition: string | undefined;
  onOpen: (name: string) => void;
  onGivenUp: () => void;
}

/** All groups, and the way to a new one. */
export function GroupsPage({ condition, onOpen, onGivenUp }: GroupsPageProps) {
  const groups = useQuery(groupsQuery);
  const may = useMay();
  return (
    <ListPage
      title={texts.groups.title}
      hint={texts.groups.hint}
      create={
        may('administer') && {
          bar: texts.groups.commands,
          label: texts.groups.create,
          open: condition !== undefined,
          dialog: (onClose) => (
            <GroupDialog
              taken={groups.data?.items.map(({ name }) => name) ?? []}
              condition={condition}
              onSaved={onOpen}
              onClose={() => {
                onClose();
                onGivenUp();
              }}
            />
          ),
        }
      }
      list={groups}
      table={(items) => <GroupTable groups={items} />}
      empty={{ icon: <GroupRegular />, title: texts.groups.empty, body: texts.groups.emptyBody }}
    />
  );
}

function GroupTable({ groups }: { groups: Group[] }) {
  const cells = useCellStyles();
  const wide = mergeClasses(cells.cell, cells.wide);
  return (
    <Table size="small" aria-label={texts.groups.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.groups.name}</HeaderCell>
          <HeaderCell>{texts.groups.condition}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.groups.description}</HeaderCell>
          <HeaderCell className={cells.wide}>{texts.groups.updated}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {groups.map(({ name, description, condition, updatedAt }) => (
          <TableRow key={name}>
            <TableCell className={mergeClasses(cells.cell, cells.first)}>
              <RouterLink to="/groups/$name" params={{ name }}>
                {name}
              </RouterLink>
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.code)} title={condition}>
              {condition}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.medium)} title={description}>
              {description || texts.none}
            </TableCell>
            <TableCell className={wide}>
              <RelativeTime at={updatedAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
