import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { texts } from '../../../lib/texts';
import { WhyDialog } from './WhyDialog';

// Stands under the column's head, as words would.
const useStyles = makeStyles({ button: { minWidth: 0, padding: 0 } });

interface WhyButtonProps {
  deviceId: string;
  moduleId?: string | undefined;
  path: string;
  changed?: string | undefined;
}

/** Asks why a desired property has its value. */
export function WhyButton(props: WhyButtonProps) {
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        size="small"
        className={styles.button}
        appearance="subtle"
        aria-label={texts.why.title(props.path)}
        onClick={() => setAsked(true)}
      >
        {texts.why.ask}
      </Button>
      {asked && <WhyDialog {...props} onClose={() => setAsked(false)} />}
    </>
  );
}
