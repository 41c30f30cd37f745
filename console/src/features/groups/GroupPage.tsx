import { makeStyles, tokens, Toolbar, ToolbarButton } from '@fluentui/react-components';
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem, problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { Group } from '../../api/types';
import { Code } from '../../components/Code';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { GroupDialog } from './GroupDialog';
import { Members } from './Members';
import { deleteGroup, groupQuery } from './queries';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // The first command stands under the title, as its padding is outside.
  bar: { padding: 0, marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

interface GroupPageProps {
  name: string;
  onDeleted: () => void;
}

/** One group: its condition, and the devices that it is true for. */
export function GroupPage({ name, onDeleted }: GroupPageProps) {
  const styles = useStyles();
  const group = useQuery(groupQuery(name));

  if (isProblem(group.error, 404)) return <NoSuchGroup name={name} />;
  return (
    <div className={styles.page}>
      <PageHeader title={name} hint={group.data?.description} trail={<GroupTrail />} />
      {group.error && <ErrorState error={group.error} onRetry={() => void group.refetch()} />}
      {group.isPending && <LoadingRows />}
      {group.data && (
        <>
          <GroupCommands group={group.data} onDeleted={onDeleted} />
          <Panel
            title={texts.groups.condition}
            hint={
              <>
                {texts.groups.updated} <RelativeTime at={group.data.updatedAt} />
              </>
            }
          >
            <Code label={texts.groups.conditionText} text={group.data.condition} />
          </Panel>
          <Members group={group.data} />
        </>
      )}
    </div>
  );
}

function GroupCommands({ group, onDeleted }: { group: Group; onDeleted: () => void }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const may = useMay();
  const close = () => setDialog(undefined);

  const remove = useMutation({
    mutationFn: () => deleteGroup(group),
    onSuccess: () => {
      notify.success(texts.groups.deleted(group.name));
      onDeleted();
      queryClient.removeQueries({ queryKey: keys.group(group.name) });
      void queryClient.invalidateQueries({ queryKey: keys.groups, exact: true });
    },
    onError: (error) => {
      notify.failure(texts.groups.deleteFailed, problemText(error));
      void queryClient.invalidateQueries({ queryKey: keys.group(group.name) });
      close();
    },
  });

  if (!may('administer')) return null;
  return (
    <>
      <Toolbar aria-label={texts.groups.commands} className={styles.bar}>
        <ToolbarButton icon={<Edit20Regular />} onClick={() => setDialog('edit')}>
          {texts.edit}
        </ToolbarButton>
        <ToolbarButton icon={<Delete20Regular />} onClick={() => setDialog('delete')}>
          {texts.delete}
        </ToolbarButton>
      </Toolbar>
      {dialog === 'edit' && <GroupDialog group={group} onSaved={close} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={texts.groups.deleteTitle(group.name)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          {texts.groups.deleteBody}
        </ConfirmDialog>
      )}
    </>
  );
}

function NoSuchGroup({ name }: { name: string }) {
  return (
    <>
      <PageHeader title={name} trail={<GroupTrail />} />
      <EmptyState
        title={texts.groups.notFound}
        action={<RouterButton to="/groups">{texts.groups.back}</RouterButton>}
      >
        {texts.groups.notFoundBody(name)}
      </EmptyState>
    </>
  );
}

function GroupTrail() {
  return (
    <Trail
      links={[
        <RouterLink key="groups" to="/groups">
          {texts.groups.title}
        </RouterLink>,
      ]}
    />
  );
}
