import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type SubmitEvent } from 'react';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { ConfigurationDetail } from '../../api/types';
import { ConditionField } from '../../components/ConditionField';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { VersionConflict } from '../../components/VersionConflict';
import { texts } from '../../lib/texts';
import { ContentField } from './ContentField';
import { changeable, contentOf, draftOf, faultsOf, toSave, withChanges, type Draft } from './draft';
import { NamedRows } from './NamedRows';
import { configurationQuery, saveConfiguration, targetCountQuery } from './queries';
import { TryMetric } from './TryMetric';

const MAX_METRICS = 20;

const useStyles = makeStyles({
  surface: { maxWidth: '860px' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

const words = texts.configurations;

interface ConfigurationDialogProps {
  /** What the form begins with. */
  draft: Draft;
  /** The configuration to edit; without it a new one is made. */
  detail?: ConfigurationDetail;
  /** Ids that a new configuration cannot have. */
  taken?: readonly string[];
  onSaved: (id: string) => void;
  onClose: () => void;
}

/**
 * Makes or edits a configuration. The one it started from stays its base, whatever is loaded meanwhile: the
 * ETag of that base is what the server compares, so nobody's change is overwritten unseen.
 */
export function ConfigurationDialog({ detail, taken = [], ...props }: ConfigurationDialogProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(detail);
  const [draft, setDraft] = useState(props.draft);
  const [theirs, setTheirs] = useState<ConfigurationDetail>();
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const save = useMutation({
    mutationFn: (etag: string | undefined) => {
      const content = contentOf(draft);
      return saveConfiguration(
        draft.id,
        toSave(draft, !base && content.ok ? content.value : undefined),
        etag,
      );
    },
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: keys.configurations });
      queryClient.setQueryData(keys.configuration(draft.id), saved);
      notify.success(words.saved(draft.id));
      props.onSaved(draft.id);
    },
    onError: async (error) => {
      if (isProblem(error, 412)) {
        setTheirs(await queryClient.query({ ...configurationQuery(draft.id), staleTime: 0 }));
      }
    },
  });

  const content = contentOf(draft);
  const faults = faultsOf(draft, base ? [] : taken);
  const good = content.ok && Object.values(faults).every((fault) => fault === undefined);
  const counting = useMemo(() => targetCountQuery({ [draft.kind]: {} }), [draft.kind]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (good && !save.isPending) save.mutate(base?.configuration.etag);
  };

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && props.onClose()}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{base ? words.editTitle(draft.id) : words.create}</DialogTitle>
            <DialogContent className={styles.form}>
              {theirs && base ? (
                <VersionConflict
                  title={words.conflictTitle}
                  base={changeable(draftOf(base))}
                  mine={changeable(draft)}
                  theirs={changeable(draftOf(theirs))}
                  onMerged={(merged) => {
                    setBase(theirs);
                    setDraft(withChanges(draft, merged));
                    setTheirs(undefined);
                    save.reset();
                  }}
                  onOverwrite={() => {
                    setBase(theirs);
                    setTheirs(undefined);
                    save.mutate(theirs.configuration.etag);
                  }}
                  onDrop={props.onClose}
                />
              ) : (
                <>
                  {save.error && !isProblem(save.error, 412) && (
                    <ErrorState title={words.saveFailed} error={save.error} />
                  )}
                  <div className={styles.pair}>
                    {!base && (
                      <Field
                        required
                        label={words.idField}
                        hint={words.idHint}
                        validationMessage={tried ? faults.id : undefined}
                      >
                        <Input
                          value={draft.id}
                          autoComplete="off"
                          spellCheck={false}
                          onChange={(_, { value }) => change({ id: value })}
                        />
                      </Field>
                    )}
                    <Field
                      required
                      label={words.priority}
                      hint={words.priorityHint}
                      validationMessage={tried ? faults.priority : undefined}
                    >
                      <Input
                        inputMode="numeric"
                        value={draft.priority}
                        onChange={(_, { value }) => change({ priority: value })}
                      />
                    </Field>
                  </div>
                  <ConditionField
                    label={words.targetCondition}
                    hint={words.conditionHints[draft.kind]}
                    of={draft.kind === 'moduleContent' ? 'module' : 'device'}
                    counting={counting}
                    whenEmpty={words.forNobody}
                    value={draft.targetCondition}
                    onChange={(targetCondition) => change({ targetCondition })}
                  />
                  {!base && <ContentField draft={draft} onChange={change} />}
                  <NamedRows
                    words={words.labelRows}
                    rows={draft.labels}
                    fault={tried ? faults.labels : undefined}
                    onChange={(labels) => change({ labels })}
                  />
                  <NamedRows
                    words={words.metricRows}
                    rows={draft.metrics}
                    most={MAX_METRICS}
                    fault={tried ? faults.metrics : undefined}
                    extra={({ value }, at) => <TryMetric query={value} row={at + 1} />}
                    onChange={(metrics) => change({ metrics })}
                  />
                </>
              )}
            </DialogContent>
            {!theirs && (
              <DialogActions>
                <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
                  {save.isPending ? texts.saving : texts.save}
                </Button>
                <Button onClick={props.onClose}>{texts.cancel}</Button>
              </DialogActions>
            )}
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
