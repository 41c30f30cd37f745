import {
  Breadcrumb,
  BreadcrumbDivider,
  BreadcrumbItem,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { useGroupLimit } from '../api/session';
import { texts } from '../lib/texts';
import { RouterLink } from './RouterLink';

const useStyles = makeStyles({ trail: { fontSize: tokens.fontSizeBase200 } });

/**
 * The pages above this one: the first page, then links from the outermost to the nearest. The first page is about the
 * whole fleet, and so is no way for those who are limited to a group.
 */
export function Trail({ links = [] }: { links?: readonly ReactNode[] }) {
  const styles = useStyles();
  const limited = useGroupLimit() !== null;
  const ways = limited ? links : [<Home key="home" />, ...links];
  if (ways.length === 0) return null;
  return (
    <Breadcrumb size="small" aria-label={texts.trail} className={styles.trail}>
      {ways.map((link, at) => (
        <Fragment key={at}>
          <BreadcrumbItem>{link}</BreadcrumbItem>
          <BreadcrumbDivider />
        </Fragment>
      ))}
    </Breadcrumb>
  );
}

function Home() {
  return <RouterLink to="/">{texts.navigation.overview}</RouterLink>;
}
