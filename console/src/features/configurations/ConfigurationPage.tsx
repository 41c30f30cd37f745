import { makeStyles, tokens, Toolbar, ToolbarButton } from '@fluentui/react-components';
import { Copy20Regular, Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem, problemText } from '../../api/problem';
import { useMay } from '../../api/session';
import type { ConfigurationDetail } from '../../api/types';
import { Code } from '../../components/Code';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { useNotify } from '../../components/useNotify';
import { count } from '../../lib/format';
import { formatJson } from '../../lib/json';
import { texts } from '../../lib/texts';
import { About } from './About';
import { ConfigurationDialog } from './ConfigurationDialog';
import { Conflicts } from './Conflicts';
import { copyOf, draftOf } from './draft';
import { Metrics } from './Metrics';
import type { Only } from './only';
import { configurationQuery, deleteConfiguration } from './queries';
import { Targets } from './Targets';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // The first command stands under the title, as its padding is outside.
  bar: { padding: 0, flexWrap: 'wrap', marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
  },
});

const words = texts.configurations;

interface ConfigurationPageProps {
  id: string;
  only: Only | undefined;
  onOnlyChange: (only: Only | undefined) => void;
  onOpen: (id: string) => void;
  onDeleted: () => void;
}

/** One configuration: whom it is for, what it sets, how far it has come, and where it loses. */
export function ConfigurationPage({ id, only, onOnlyChange, ...ways }: ConfigurationPageProps) {
  const styles = useStyles();
  const may = useMay();
  const detail = useQuery(configurationQuery(id));

  if (isProblem(detail.error, 404)) return <NoSuchConfiguration id={id} />;
  return (
    <div className={styles.page}>
      <PageHeader title={id} trail={<ConfigurationTrail />} />
      {detail.error && <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <LoadingRows />}
      {detail.data && (
        <>
          {may('manageUpdates') && <Commands detail={detail.data} {...ways} />}
          <div className={styles.grid}>
            <div className={styles.column}>
              <About configuration={detail.data.configuration} />
              <Panel title={words.content} hint={words.contentFixed}>
                <Code label={words.contentText} text={formatJson(detail.data.content)} />
              </Panel>
            </div>
            <div className={styles.column}>
              <Metrics configuration={detail.data.configuration} />
              <Conflicts detail={detail.data} />
            </div>
          </div>
          <Targets
            configuration={detail.data.configuration}
            only={only}
            onOnlyChange={onOnlyChange}
          />
        </>
      )}
    </div>
  );
}

interface CommandsProps {
  detail: ConfigurationDetail;
  onOpen: (id: string) => void;
  onDeleted: () => void;
}

function Commands({ detail, onOpen, onDeleted }: CommandsProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'copy' | 'delete'>();
  const close = () => setDialog(undefined);
  const { id, etag, targetedCount } = detail.configuration;

  const remove = useMutation({
    mutationFn: () => deleteConfiguration(id, etag),
    onSuccess: () => {
      notify.success(words.deleted(id));
      onDeleted();
      queryClient.removeQueries({ queryKey: keys.configuration(id) });
      void queryClient.invalidateQueries({ queryKey: keys.configurations, exact: true });
    },
    onError: (error) => {
      notify.failure(words.deleteFailed, problemText(error));
      void queryClient.invalidateQueries({ queryKey: keys.configuration(id) });
      close();
    },
  });

  return (
    <>
      <Toolbar aria-label={words.commands} className={styles.bar}>
        <ToolbarButton icon={<Edit20Regular />} onClick={() => setDialog('edit')}>
          {texts.edit}
        </ToolbarButton>
        <ToolbarButton icon={<Copy20Regular />} onClick={() => setDialog('copy')}>
          {words.duplicate}
        </ToolbarButton>
        <ToolbarButton icon={<Delete20Regular />} onClick={() => setDialog('delete')}>
          {texts.delete}
        </ToolbarButton>
      </Toolbar>
      {dialog === 'edit' && (
        <ConfigurationDialog
          draft={draftOf(detail)}
          detail={detail}
          onSaved={close}
          onClose={close}
        />
      )}
      {dialog === 'copy' && (
        <ConfigurationDialog
          draft={copyOf(detail)}
          taken={[id]}
          onSaved={(made) => {
            close();
            onOpen(made);
          }}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={words.deleteTitle(id)}
          action={texts.delete}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          {words.deleteBody(count(targetedCount), targetedCount === 1)}
        </ConfirmDialog>
      )}
    </>
  );
}

function NoSuchConfiguration({ id }: { id: string }) {
  return (
    <>
      <PageHeader title={id} trail={<ConfigurationTrail />} />
      <EmptyState
        title={words.notFound}
        action={<RouterButton to="/configurations">{words.back}</RouterButton>}
      >
        {words.notFoundBody(id)}
      </EmptyState>
    </>
  );
}

function ConfigurationTrail() {
  return (
    <Trail
      links={[
        <RouterLink key="configurations" to="/configurations">
          {words.title}
        </RouterLink>,
      ]}
    />
  );
}
