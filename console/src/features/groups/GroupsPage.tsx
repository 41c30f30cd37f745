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
import { Add20Regular, GroupRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupsQuery } from '../../api/groups';
import { useMay } from '../../api/session';
import type { Group } from '../../api/types';
import { HeaderCell } from '../../components/HeaderCell';
import { PageHeader } from '../../components/PageHeader';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { GroupDialog } from './GroupDialog';

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
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  wide: { '@media (max-width: 1000px)': { display: 'none' } },
  medium: { '@media (max-width: 700px)': { display: 'none' } },
});

interface GroupsPageProps {
  /** Of a group that is to be made, as the device list's filter hands it on. */
  condition: string | undefined;
  onOpen: (name: string) => void;
  onGivenUp: () => void;
}

/** All groups, and the way to a new one. */
export function GroupsPage({ condition, onOpen, onGivenUp }: GroupsPageProps) {
  const styles = useStyles();
  const groups = useQuery(groupsQuery);
  const may = useMay();
  const [creating, setCreating] = useState(condition !== undefined);
  return (
    <div className={styles.page}>
      <PageHeader title={texts.groups.title} hint={texts.groups.hint} trail={<Trail />} />
      {may('administer') && (
        <Toolbar aria-label={texts.groups.commands} className={styles.bar}>
          <ToolbarButton
            appearance="primary"
            icon={<Add20Regular />}
            onClick={() => setCreating(true)}
          >
            {texts.groups.create}
          </ToolbarButton>
        </Toolbar>
      )}
      {groups.error && <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.isPending && (
        <div className={styles.table}>
          <LoadingRows />
        </div>
      )}
      {groups.data && (
        <div className={styles.table}>
          {groups.data.items.length > 0 ? (
            <GroupTable groups={groups.data.items} />
          ) : (
            <EmptyState icon={<GroupRegular />} title={texts.groups.empty}>
              {texts.groups.emptyBody}
            </EmptyState>
          )}
        </div>
      )}
      {creating && (
        <GroupDialog
          taken={groups.data?.items.map(({ name }) => name) ?? []}
          condition={condition}
          onSaved={onOpen}
          onClose={() => {
            setCreating(false);
            onGivenUp();
          }}
        />
      )}
    </div>
  );
}

function GroupTable({ groups }: { groups: Group[] }) {
  const styles = useStyles();
  const wide = mergeClasses(styles.cell, styles.wide);
  return (
    <Table size="small" aria-label={texts.groups.table}>
      <TableHeader>
        <TableRow>
          <HeaderCell className={styles.first}>{texts.groups.name}</HeaderCell>
          <HeaderCell>{texts.groups.condition}</HeaderCell>
          <HeaderCell className={styles.medium}>{texts.groups.description}</HeaderCell>
          <HeaderCell className={styles.wide}>{texts.groups.updated}</HeaderCell>
        </TableRow>
      </TableHeader>
      <TableBody>
        {groups.map(({ name, description, condition, updatedAt }) => (
          <TableRow key={name}>
            <TableCell className={mergeClasses(styles.cell, styles.first)}>
              <RouterLink to="/groups/$name" params={{ name }}>
                {name}
              </RouterLink>
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.code)} title={condition}>
              {condition}
            </TableCell>
            <TableCell className={mergeClasses(styles.cell, styles.medium)} title={description}>
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
