import { Button, Link, makeStyles, type LinkProps } from '@fluentui/react-components';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

type AnchorProps = Omit<LinkProps, 'as' | 'ref'> & { ref?: Ref<HTMLAnchorElement> };

/** A Fluent link that the router follows. */
export const RouterLink = createLink(function Anchor(props: AnchorProps) {
  return <Link as="a" {...(props as object)} />;
});

interface ButtonAnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  look?: 'primary' | 'secondary' | 'subtle';
  ref?: Ref<HTMLAnchorElement>;
  children?: ReactNode;
}

const useStyles = makeStyles({ button: { textDecorationLine: 'none' } });

/** A link that looks like a button. */
export const RouterButton = createLink(function ButtonAnchor({
  look = 'secondary',
  ...props
}: ButtonAnchorProps) {
  const styles = useStyles();
  return <Button as="a" appearance={look} className={styles.button} {...(props as object)} />;
});
