import {
  Field,
  Input,
  makeStyles,
  tokens,
  Toolbar,
  ToolbarButton,
} from '@fluentui/react-components';
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { authoritiesOfHub } from '../../api/authorities';
import { FIRST_HUB } from '../../api/hubs';
import { keys } from '../../api/keys';
import { isProblem, problemText } from '../../api/problem';
import type { HubSummary } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Facts } from '../../components/Facts';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { Certificates } from '../../components/certificates/Certificates';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { HubDialog } from './HubDialog';
import { Policies } from './Policies';
import { deleteHub, hubQuery } from './queries';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // The first command stands under the title, as its padding is outside.
  bar: { padding: 0, marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  confirm: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface HubPageProps {
  name: string;
  onDeleted: () => void;
}

/** One hub: its host names, networks, access policies and certificate authorities. */
export function HubPage({ name, onDeleted }: HubPageProps) {
  const styles = useStyles();
  const hub = useQuery(hubQuery(name));
  const trail = (
    <Trail
      links={[
        <RouterLink key="hubs" to="/hubs">
          {texts.hubs.title}
        </RouterLink>,
      ]}
    />
  );

  if (isProblem(hub.error, 404)) {
    return (
      <EmptyState
        heading="h1"
        title={texts.hubs.noSuch}
        action={<RouterButton to="/hubs">{texts.hubs.all}</RouterButton>}
      >
        {texts.hubs.noSuchBody}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <PageHeader title={name} trail={trail} />
      {hub.error && <ErrorState error={hub.error} onRetry={() => void hub.refetch()} />}
      {hub.isPending && <LoadingRows />}
      {hub.data && (
        <>
          <HubCommands hub={hub.data} onDeleted={onDeleted} />
          <Panel title={texts.hubs.facts}>
            <Facts
              facts={[
                [texts.hubs.hosts, hub.data.hostNames.join(', ')],
                [texts.hubs.devices, hub.data.devices.total],
                [texts.hubs.connected, hub.data.devices.connected],
                [texts.hubs.weight, hub.data.weight],
                [texts.hubs.networks, hub.data.networks.join(', ') || texts.none],
              ]}
            />
          </Panel>
          <Policies hub={name} />
          <Certificates of={authoritiesOfHub(name)} hint={texts.hubs.certificatesHint} />
        </>
      )}
    </div>
  );
}

function HubCommands({ hub, onDeleted }: { hub: HubSummary; onDeleted: () => void }) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const [typed, setTyped] = useState('');
  const close = () => setDialog(undefined);
  const remove = useMutation({
    mutationFn: () => deleteHub(hub.name),
    onSuccess: () => {
      notify.success(texts.hubs.removed(hub.name));
      onDeleted();
      void queryClient.invalidateQueries({ queryKey: keys.hubs });
    },
    onError: (error) => notify.failure(texts.hubs.failed, problemText(error)),
    onSettled: close,
  });
  const confirmed = hub.devices.total === 0 || typed === hub.name;

  return (
    <>
      <Toolbar aria-label={texts.hubs.commands} className={styles.bar}>
        <ToolbarButton icon={<Edit20Regular />} onClick={() => setDialog('edit')}>
          {texts.edit}
        </ToolbarButton>
        {hub.name !== FIRST_HUB && (
          <ToolbarButton icon={<Delete20Regular />} onClick={() => setDialog('delete')}>
            {texts.hubs.remove}
          </ToolbarButton>
        )}
      </Toolbar>
      {dialog === 'edit' && <HubDialog hub={hub} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={texts.hubs.removeTitle(hub.name)}
          action={texts.delete}
          busy={!confirmed || remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={close}
        >
          <div className={styles.confirm}>
            {texts.hubs.removeBody(hub.devices.total)}
            {hub.devices.total > 0 && (
              <Field label={texts.hubs.removeConfirm(hub.name)}>
                <Input
                  value={typed}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  onChange={(_, { value }) => setTyped(value)}
                />
              </Field>
            )}
          </div>
        </ConfirmDialog>
      )}
    </>
  );
}
