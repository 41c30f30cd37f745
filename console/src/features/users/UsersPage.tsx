import {
  Badge,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableRow,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { User } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { ListPage } from '../../components/ListPage';
import { RelativeTime } from '../../components/RelativeTime';
import { useCellStyles } from '../../components/useCellStyles';
import { texts } from '../../lib/texts';
import { usersQuery } from './queries';
import { UserActions } from './UserActions';
import { UserDialog } from './UserDialog';

/** The people who may sign in. */
export function UsersPage() {
  const users = useQuery(usersQuery);
  return (
    <ListPage
      title={texts.users.title}
      hint={texts.users.hint}
      create={{
        bar: texts.users.commands,
        label: texts.users.create,
        dialog: (onClose) => <UserDialog onClose={onClose} />,
      }}
      list={users}
      table={(items) => <UserTable users={items} />}
    />
  );
}

function UserTable({ users }: { users: User[] }) {
  const cells = useCellStyles();
  const medium = mergeClasses(cells.cell, cells.medium);
  return (
    <Table size="small" aria-label={texts.users.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={cells.first}>{texts.users.name}</HeaderCell>
          <HeaderCell>{texts.users.role}</HeaderCell>
          <HeaderCell className={cells.wide}>{texts.users.group}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.users.status}</HeaderCell>
          <HeaderCell className={cells.medium}>{texts.users.lastSignIn}</HeaderCell>
          <HeaderCell className={cells.last}>{texts.users.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {users.map((user) => (
          <TableRow key={user.userName}>
            <TableCell
              className={mergeClasses(cells.cell, cells.first)}
              title={user.local ? user.userName : texts.users.external}
            >
              {user.userName}
            </TableCell>
            <TableCell className={cells.cell}>
              {texts.session.roles[user.role] ?? user.role}
            </TableCell>
            <TableCell className={mergeClasses(cells.cell, cells.wide)}>
              {user.group ?? texts.users.allDevices}
            </TableCell>
            <TableCell className={medium}>
              <Status user={user} />
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={user.lastSignInAt} />
            </TableCell>
            <TableCell className={cells.last}>
              <UserActions user={user} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Status({ user }: { user: User }) {
  if (!user.enabled) {
    return (
      <Badge appearance="tint" color="danger">
        {texts.users.disabled}
      </Badge>
    );
  }
  return (
    <Badge appearance="tint" color={user.mustChangePassword ? 'warning' : 'success'}>
      {user.mustChangePassword ? texts.users.waiting : texts.users.enabled}
    </Badge>
  );
}
