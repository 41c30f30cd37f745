import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { createRoute, Outlet } from '@tanstack/react-router';
import { FIRST_HUB, useHubNames } from '../api/hubs';
import { texts } from '../lib/texts';
import { shellRoute } from './shell';

const useStyles = makeStyles({
  note: {
    display: 'block',
    marginBottom: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground3,
  },
});

/** Pages about the first hub alone, which say so where there are several. */
export const ofFirstHubRoute = createRoute({
  getParentRoute: () => shellRoute,
  id: 'first-hub',
  component: OfFirstHubRoute,
});

function OfFirstHubRoute() {
  const styles = useStyles();
  const names = useHubNames();
  return (
    <>
      {names && names.length > 1 && (
        <Caption1 className={styles.note}>{texts.hubs.ofFirst(FIRST_HUB)}</Caption1>
      )}
      <Outlet />
    </>
  );
}
