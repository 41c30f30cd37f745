import { makeStyles, tokens } from '@fluentui/react-components';
import { useMay } from '../../api/session';
import { PageHeader } from '../../components/PageHeader';
import { RouterLink } from '../../components/RouterLink';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import { ChannelsPanel } from './ChannelsPanel';
import { RulesPanel } from './RulesPanel';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What is worth an alert, and who is told. */
export function AlertSettingsPage() {
  const styles = useStyles();
  const may = useMay();
  return (
    <div className={styles.page}>
      <PageHeader
        title={texts.alertRules.page}
        hint={texts.alertRules.pageHint}
        trail={
          <Trail
            links={[
              <RouterLink key="alerts" to="/alerts">
                {texts.alerts.title}
              </RouterLink>,
            ]}
          />
        }
      />
      <RulesPanel />
      {may('administer') && <ChannelsPanel />}
    </div>
  );
}
