import { makeStyles, tokens, Toolbar, ToolbarButton } from '@fluentui/react-components';
import {
  ArrowUndo20Regular,
  DismissCircle20Regular,
  Pause20Regular,
  Play20Regular,
} from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { problemText } from '../../api/problem';
import type { Deployment } from '../../api/types';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { commandDeployment, type DeploymentCommand } from './queries';

const words = texts.deployments;

const useStyles = makeStyles({
  // The first command stands under the title, as its padding is outside.
  bar: { padding: 0, marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
});

interface DeploymentCommandsProps {
  deployment: Deployment;
  onOpen: (id: string) => void;
}

/** What can be done with a deployment in the state that it is in. */
export function DeploymentCommands({ deployment, onOpen }: DeploymentCommandsProps) {
  const styles = useStyles();
  const { id, name, status } = deployment;
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'cancel' | 'rollBack'>();
  const command = useMutation({
    mutationFn: (asked: DeploymentCommand) => commandDeployment(id, asked),
    onSuccess: (after) => {
      queryClient.setQueryData(keys.deployment(after.id), after);
      if (after.id !== id) onOpen(after.id);
    },
    onError: (error) => notify.failure(words.notDone, problemText(error)),
    onSettled: () => {
      setAsking(undefined);
      void queryClient.invalidateQueries({ queryKey: keys.deployments });
    },
  });
  const goesOn = status === 'running' || status === 'scheduled' || status === 'paused';
  const begun = deployment.startedAt !== null && status !== 'cancelling';
  const undoable = begun && deployment.rollsBack === null;
  if (!goesOn && !undoable) return null;
  return (
    <>
      <Toolbar aria-label={words.commands} className={styles.bar}>
        {status === 'running' && (
          <ToolbarButton
            icon={<Pause20Regular />}
            disabled={command.isPending}
            onClick={() => command.mutate('pause')}
          >
            {words.pause}
          </ToolbarButton>
        )}
        {status === 'paused' && (
          <ToolbarButton
            icon={<Play20Regular />}
            disabled={command.isPending}
            onClick={() => command.mutate('resume')}
          >
            {words.resume}
          </ToolbarButton>
        )}
        {goesOn && (
          <ToolbarButton icon={<DismissCircle20Regular />} onClick={() => setAsking('cancel')}>
            {words.cancelIt}
          </ToolbarButton>
        )}
        {undoable && (
          <ToolbarButton icon={<ArrowUndo20Regular />} onClick={() => setAsking('rollBack')}>
            {words.rollBack}
          </ToolbarButton>
        )}
      </Toolbar>
      {asking && (
        <ConfirmDialog
          title={asking === 'cancel' ? words.cancelTitle(name) : words.rollBackTitle(name)}
          action={asking === 'cancel' ? words.cancelIt : words.rollBack}
          refusal={words.keep}
          busy={command.isPending}
          onConfirm={() => command.mutate(asking)}
          onCancel={() => setAsking(undefined)}
        >
          {asking === 'cancel' ? words.cancelBody : words.rollBackBody}
        </ConfirmDialog>
      )}
    </>
  );
}
