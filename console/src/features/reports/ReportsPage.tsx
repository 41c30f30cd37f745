import { makeStyles, tokens } from '@fluentui/react-components';
import { useMay } from '../../api/session';
import { PageHeader } from '../../components/PageHeader';
import { Trail } from '../../components/Trail';
import { texts } from '../../lib/texts';
import type { ReportChoice } from './choice';
import { ReportForm } from './ReportForm';
import { SchedulesPanel } from './SchedulesPanel';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface ReportsPageProps {
  choice: ReportChoice;
  onChoice: (choice: ReportChoice) => void;
}

/** Reports about the fleet: chosen here, and taken along as a file or on paper. */
export function ReportsPage({ choice, onChoice }: ReportsPageProps) {
  const styles = useStyles();
  const may = useMay();
  return (
    <div className={styles.page}>
      <PageHeader title={texts.reports.title} hint={texts.reports.hint} trail={<Trail />} />
      <ReportForm choice={choice} onChoice={onChoice} />
      {may('administer') && <SchedulesPanel choice={choice} />}
    </div>
  );
}
