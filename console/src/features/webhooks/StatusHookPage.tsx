import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Facts } from '../../components/Facts';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { RouterButton, RouterLink } from '../../components/RouterLink';
import { EmptyState, ErrorState, LoadingRows } from '../../components/States';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { Deliveries } from './Deliveries';
import { eventNames } from './eventNames';
import { statusHooksQuery } from './queries';
import type { DeliverySearch } from './search';

const words = texts.webhooks;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface StatusHookPageProps {
  name: string;
  search: DeliverySearch;
  onSearchChange: (search: DeliverySearch) => void;
}

/** One webhook: where it sends what, and what became of its messages. */
export function StatusHookPage({ name, search, onSearchChange }: StatusHookPageProps) {
  const styles = useStyles();
  const hooks = useQuery(statusHooksQuery);
  const hook = hooks.data?.items.find((one) => one.name === name);
  return (
    <div className={styles.page}>
      <PageHeader
        title={name}
        trail={
          <Trail
            links={[
              <RouterLink key="records" to="/records">
                {texts.records.title}
              </RouterLink>,
              <RouterLink key="webhooks" to="/status-webhooks">
                {words.title}
              </RouterLink>,
            ]}
          />
        }
      />
      {hooks.error && <ErrorState error={hooks.error} onRetry={() => void hooks.refetch()} />}
      {hooks.isPending && <LoadingRows />}
      {hooks.data && !hook && (
        <EmptyState
          title={words.notFound}
          action={<RouterButton to="/status-webhooks">{words.back}</RouterButton>}
        >
          {words.notFoundBody(name)}
        </EmptyState>
      )}
      {hook && (
        <>
          <Panel title={words.about}>
            <Facts
              facts={[
                [words.url, hook.url],
                [words.events, eventNames(hook)],
                [words.state, hook.enabled ? words.states.on : words.states.off],
              ]}
            />
          </Panel>
          <Deliveries hook={name} search={search} onChange={onSearchChange} />
        </>
      )}
    </div>
  );
}
