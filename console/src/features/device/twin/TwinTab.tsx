import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { ErrorState, LoadingRows } from '../../../components/States';
import { twinQuery } from '../queries';
import { TwinSection } from './TwinSection';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalM,
  },
  column: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
  },
});

/** The device twin: what it is told to be, what it says it is, and what we note about it. */
export function TwinTab({ deviceId }: { deviceId: string }) {
  const styles = useStyles();
  const twin = useQuery(twinQuery(deviceId));
  if (twin.isPending) return <LoadingRows />;
  if (!twin.data) return <ErrorState error={twin.error} onRetry={() => void twin.refetch()} />;
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <TwinSection twin={twin.data} section="desired" />
        <TwinSection twin={twin.data} section="tags" />
      </div>
      <TwinSection twin={twin.data} section="reported" />
    </div>
  );
}
