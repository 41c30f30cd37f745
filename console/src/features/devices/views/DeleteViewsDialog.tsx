import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
} from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../../api/keys';
import { problemText } from '../../../api/problem';
import type { DeviceView } from '../../../api/types';
import { useNotify } from '../../../components/useNotify';
import { texts } from '../../../lib/texts';
import { deleteView } from './queries';

const words = texts.deviceViews;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  view: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  name: { overflowWrap: 'anywhere' },
});

/** Deletes kept views one by one. */
export function DeleteViewsDialog({
  views,
  onClose,
}: {
  views: readonly DeviceView[];
  onClose: () => void;
}) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteView,
    onError: (error) => notify.failure(words.failed, problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.deviceViews }),
  });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.manageTitle}</DialogTitle>
          <DialogContent>
            {views.length === 0 ? (
              <Text>{words.none}</Text>
            ) : (
              <ul aria-label={words.open} className={styles.list}>
                {views.map(({ name, shared }) => (
                  <li key={`${shared} ${name}`} className={styles.view}>
                    <Text className={styles.name}>
                      {shared ? `${name} · ${words.shared}` : name}
                    </Text>
                    <Button
                      appearance="subtle"
                      icon={<Delete20Regular />}
                      aria-label={shared ? words.removeShared(name) : words.remove(name)}
                      disabledFocusable={remove.isPending}
                      onClick={() => remove.mutate({ name, shared })}
                    />
                  </li>
                ))}
              </ul>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
