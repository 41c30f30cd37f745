import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { EffectiveSetting, Installation } from '../../api/types';
import { Facts } from '../../components/Facts';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { MailPanel } from './MailPanel';
import { NodesPanel } from './NodesPanel';
import { installationQuery } from './queries';
import { SettingsTable } from './SettingsTable';

const words = texts.settings;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  parts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
});

/** How Homeport is set up: nothing of it is changed here. */
export function SettingsPage() {
  const styles = useStyles();
  const installation = useQuery(installationQuery);
  return (
    <div className={styles.page}>
      <PageHeader title={words.title} hint={words.hint} trail={<Trail />} />
      {installation.error && (
        <ErrorState error={installation.error} onRetry={() => void installation.refetch()} />
      )}
      {installation.isPending && <LoadingRows rows={10} />}
      {installation.data && <Parts installation={installation.data} />}
    </div>
  );
}

function Parts({ installation }: { installation: Installation }) {
  const styles = useStyles();
  const { address, nodes, settings, versions, mailFrom } = installation;
  return (
    <>
      <NodesPanel nodes={nodes} own={address} />
      <div className={styles.parts}>
        <Panel title={words.versions}>
          <Facts
            facts={(Object.keys(words.versionNames) as (keyof typeof versions)[]).map((part) => [
              words.versionNames[part],
              versions[part],
            ])}
          />
        </Panel>
        <Panel title={words.retention}>
          <Facts facts={kept(settings)} />
        </Panel>
        <MailPanel sender={mailFrom} />
      </div>
      <Panel flush title={words.all} hint={words.allHint(address)}>
        <SettingsTable settings={settings} />
      </Panel>
    </>
  );
}

function kept(settings: readonly EffectiveSetting[]): [string, string][] {
  return Object.entries(words.kept).map(([name, label]) => [
    label,
    settings.find((setting) => setting.name === name)?.value ?? texts.none,
  ]);
}
