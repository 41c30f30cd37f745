import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { RelativeTime } from '../../../components/RelativeTime';
import { RouterLink } from '../../../components/RouterLink';
import { ErrorState, LoadingRows } from '../../../components/States';
import { cellText } from '../../../lib/format';
import { sameJson } from '../../../lib/json';
import { texts } from '../../../lib/texts';
import { deviceConfigurationsQuery } from '../queries';
import { valuesAt, type ConfiguredValue } from './why';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  quiet: { color: tokens.colorNeutralForeground3 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    overflowWrap: 'anywhere',
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

const words = texts.why;

interface WhyDialogProps {
  deviceId: string;
  moduleId?: string | undefined;
  path: string;
  /** When the property was changed last, where that is known. */
  changed?: string | undefined;
  onClose: () => void;
}

/** Why a desired property has its value: the configuration that won, and those that did not. */
export function WhyDialog({ deviceId, moduleId, path, changed, onClose }: WhyDialogProps) {
  const styles = useStyles();
  const why = useQuery(deviceConfigurationsQuery(deviceId, moduleId));
  const values = why.data && valuesAt(why.data, path);
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title(path)}</DialogTitle>
          <DialogContent className={styles.content}>
            {why.error && <ErrorState error={why.error} onRetry={() => void why.refetch()} />}
            {why.isPending && <LoadingRows rows={3} />}
            {values?.map((value) => (
              <Won key={value.path} value={value} />
            ))}
            {values?.length === 0 && (
              <Body1>
                {words.byHand}{' '}
                {changed && (
                  <>
                    {words.changed} <RelativeTime at={changed} />.
                  </>
                )}
              </Body1>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {texts.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Won({ value }: { value: ConfiguredValue }) {
  const styles = useStyles();
  return (
    <section aria-label={value.path} className={styles.content}>
      <Body1>
        <span className={styles.code}>
          {value.path} = {cellText(value.value)}
        </span>{' '}
        {words.from}{' '}
        <RouterLink to="/configurations/$id" params={{ id: value.configuration }}>
          {value.configuration}
        </RouterLink>{' '}
        {words.priority(value.priority)}
      </Body1>
      {!sameJson(value.current, value.value) && (
        <Body1 className={styles.quiet}>
          {words.notYet(value.current === null ? texts.none : cellText(value.current))}
        </Body1>
      )}
      {value.overridden.length === 0 ? (
        <Body1 className={styles.quiet}>{words.noLosers}</Body1>
      ) : (
        <>
          <Body1>{words.losers}</Body1>
          <ol className={styles.list}>
            {value.overridden.map((lost) => (
              <li key={`${lost.configuration} ${lost.path}`}>
                <RouterLink to="/configurations/$id" params={{ id: lost.configuration }}>
                  {lost.configuration}
                </RouterLink>{' '}
                <span className={styles.code}>
                  {lost.path} = {cellText(lost.value)}
                </span>
                {': '}
                {words.reasons[lost.reason](lost.priority)}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
