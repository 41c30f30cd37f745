import {
  Badge,
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
import { Add20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { PageHeader } from '../../components/PageHeader';
import { RelativeTime } from '../../components/RelativeTime';
import { ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { usersQuery } from './queries';
import { UserActions } from './UserActions';
import { UserDialog } from './UserDialog';

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

/** The people who may sign in. */
export function UsersPage() {
  const styles = useStyles();
  const users = useQuery(usersQuery);
  const [creating, setCreating] = useState(false);
  return (
    <div className={styles.page}>
      <PageHeader title={texts.users.title} hint={texts.users.hint} trail={<Trail />} />
      <Toolbar aria-label={texts.users.commands} className={styles.bar}>
        <ToolbarButton
          appearance="primary"
          icon={<Add20Regular />}
          onClick={() => setCreating(true)}
        >
          {texts.users.create}
        </ToolbarButton>
      </Toolbar>
      {users.error && <ErrorState error={users.error} onRetry={() => void users.refetch()} />}
      {users.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {users.data && (
        <div className={styles.table}>
          <UserTable users={users.data.items} />
        </div>
      )}
      {creating && <UserDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function UserTable({ users }: { users: User[] }) {
  const styles = useStyles();
  const medium = mergeClasses(styles.cell, styles.medium);
  return (
    <Table size="small" aria-label={texts.users.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.users.name}</HeaderCell>
          <HeaderCell>{texts.users.role}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.users.group}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.users.status}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.users.lastSignIn}</HeaderCell>
          <HeaderCell className={styles.last}>{texts.users.actionsColumn}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {users.map((user) => (
          <TableRow key={user.userName}>
            <TableCell
              className={mergeClasses(styles.cell, styles.first)}
              title={user.local ? user.userName : texts.users.external}
            >
              {user.userName}
            </TableCell>
            <TableCell className={styles.cell}>
              {texts.session.roles[user.role] ?? user.role}
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.wide)}>
              {user.group ?? texts.users.allDevices}
            </TableCell>
            <TableCell className={medium}>
              <Status user={user} />
            </TableCell>
            <TableCell className={medium}>
              <RelativeTime at={user.lastSignInAt} />
            </TableCell>
            <TableCell className={styles.last}>
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
