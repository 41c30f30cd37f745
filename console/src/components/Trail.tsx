import {
  Breadcrumb,
  BreadcrumbDivider,
  BreadcrumbItem,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { texts } from '../lib/texts';
import { RouterLink } from './RouterLink';

const useStyles = makeStyles({ trail: { fontSize: tokens.fontSizeBase200 } });

/** The pages above this one: the first page, then links from the outermost to the nearest. */
export function Trail({ links = [] }: { links?: readonly ReactNode[] }) {
  const styles = useStyles();
  return (
    <Breadcrumb size="small" aria-label={texts.trail} className={styles.trail}>
      {[<Home key="home" />, ...links].map((link, at) => (
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
