import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { isProblem } from '../../api/problem';
import type { Deployment } from '../../api/types';
import { Facts } from '../../components/Facts';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { count, perSecond } from '../../lib/format';
import { texts } from '../../lib/texts';
import { absoluteTime } from '../../lib/time';
import { DeploymentBadge } from './DeploymentBadge';
import { DeploymentCommands } from './DeploymentCommands';
import { DevicesPanel } from './DevicesPanel';
import { FailuresPanel } from './FailuresPanel';
import { ProgressPanel } from './ProgressPanel';
import { deploymentQuery } from './queries';
import type { DeviceSearch } from './search';

const words = texts.deployments;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
});

interface DeploymentPageProps {
  id: string;
  search: DeviceSearch;
  onSearchChange: (search: DeviceSearch) => void;
  onOpen: (id: string) => void;
}

/** One deployment: how far it is, why devices fail, and what has become of each. */
export function DeploymentPage({ id, search, onSearchChange, onOpen }: DeploymentPageProps) {
  const styles = useStyles();
  const detail = useQuery(deploymentQuery(id));
  const deployment = detail.data;
  if (isProblem(detail.error, 404)) return <NoSuchDeployment />;
  return (
    <div className={styles.page}>
      <PageHeader title={deployment?.name ?? words.title} trail={<DeploymentTrail />}>
        {deployment && <DeploymentBadge status={deployment.status} />}
      </PageHeader>
      {detail.error && <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <LoadingRows />}
      {deployment && (
        <>
          <DeploymentCommands deployment={deployment} onOpen={onOpen} />
          <div className={styles.grid}>
            <ProgressPanel
              deployment={deployment}
              status={search.status}
              onChoose={(status) =>
                onSearchChange({ ...search, page: 0, ...(status ? { status } : { status }) })
              }
            />
            <FailuresPanel
              failures={deployment.failures}
              onChoose={({ status, reason }) => onSearchChange({ status, reason })}
            />
            <Panel title={words.about}>
              <Facts facts={factsOf(deployment)} />
            </Panel>
          </div>
          <DevicesPanel id={id} search={search} onChange={onSearchChange} />
        </>
      )}
    </div>
  );
}

function factsOf(deployment: Deployment) {
  const time = (at: string | null) => (at === null ? texts.none : absoluteTime(at));
  const { firmwareName, version, endsPerMinute, estimatedEnd, restingUntil, endedAt } = deployment;
  return [
    [words.version, version ? texts.firmware.of(firmwareName, version) : words.rollBackOf],
    [words.target, targetOf(deployment)],
    ...(deployment.reason ? [[words.reason, deployment.reason] as const] : []),
    [words.wave, words.waveOf(deployment.wave + 1, deployment.waves)],
    ...(restingUntil && !endedAt ? [[words.restingUntil, time(restingUntil)] as const] : []),
    [words.started, time(deployment.startedAt)],
    ...(endedAt
      ? [[words.ended, time(endedAt)] as const]
      : ([
          [words.rate, words.perMinute(perSecond(endsPerMinute))],
          [words.estimatedEnd, <RelativeTime key="end" at={estimatedEnd} />],
        ] as const)),
    [words.by, deployment.createdBy],
  ] as const;
}

function targetOf({ target }: Deployment): string {
  if (target.group) return words.targets.group(target.group);
  return target.condition ?? words.targets.devices(count(target.devices?.length ?? 0));
}

function NoSuchDeployment() {
  return (
    <>
      <PageHeader title={words.title} trail={<DeploymentTrail />} />
      <EmptyState
        title={words.notFound}
        action={<RouterButton to="/deployments">{words.back}</RouterButton>}
      >
        {words.notFoundBody}
      </EmptyState>
    </>
  );
}

function DeploymentTrail() {
  return (
    <Trail
      links={[
        <RouterLink key="deployments" to="/deployments">
          {words.title}
        </RouterLink>,
      ]}
    />
  );
}
