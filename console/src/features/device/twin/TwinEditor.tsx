import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../api/keys';
import { isProblem } from '../../../api/problem';
import type { Twin } from '../../../api/types';
import { JsonEditor } from '../../../components/JsonEditor';
import { ErrorState } from '../../../components/States';
import { VersionConflict } from '../../../components/VersionConflict';
import { useNotify } from '../../../components/useNotify';
import { formatJson, mergePatch, parseJsonObject, type JsonObject } from '../../../lib/json';
import { texts } from '../../../lib/texts';
import { patchTwin, twinQuery } from '../queries';
import { sectionPatch, valuesOf, type EditableSection } from './twin';

const useStyles = makeStyles({
  editor: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface TwinEditorProps {
  twin: Twin;
  section: EditableSection;
  onDone: () => void;
}

/**
 * Edits one section as JSON. The twin it started from stays its base, whatever is loaded meanwhile: the
 * ETag of that base is what the server compares, so nobody's change is overwritten unseen.
 */
export function TwinEditor({ twin, section, onDone }: TwinEditorProps) {
  const styles = useStyles();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(twin);
  const [text, setText] = useState(() => formatJson(valuesOf(twin, section)));
  const [theirs, setTheirs] = useState<Twin>();
  const parsed = parseJsonObject(text, texts.jsonNotAnObject);
  const { deviceId } = twin;

  const save = useMutation({
    mutationFn: ({ from, to }: { from: Twin; to: JsonObject }) =>
      patchTwin(
        deviceId,
        from.etag,
        sectionPatch(section, mergePatch(valuesOf(from, section), to)),
      ),
    onSuccess: (saved) => {
      queryClient.setQueryData(keys.twin(deviceId), saved);
      notify.success(texts.twin.saved);
      onDone();
    },
    onError: async (error) => {
      if (isProblem(error, 412)) {
        setTheirs(await queryClient.query({ ...twinQuery(deviceId), staleTime: 0 }));
      }
    },
  });

  const submit = () => {
    if (!parsed.ok || save.isPending) return;
    if (Object.keys(mergePatch(valuesOf(base, section), parsed.value)).length === 0) {
      notify.success(texts.twin.noChange);
      onDone();
      return;
    }
    save.mutate({ from: base, to: parsed.value });
  };

  if (theirs && parsed.ok) {
    return (
      <VersionConflict
        title={texts.twin.conflictTitle}
        base={valuesOf(base, section)}
        mine={parsed.value}
        theirs={valuesOf(theirs, section)}
        onMerged={(merged) => {
          setBase(theirs);
          setText(formatJson(merged));
          setTheirs(undefined);
          save.reset();
        }}
        onOverwrite={() => {
          setBase(theirs);
          setTheirs(undefined);
          save.mutate({ from: theirs, to: parsed.value });
        }}
        onDrop={onDone}
      />
    );
  }
  return (
    <div className={styles.editor}>
      {save.error && !isProblem(save.error, 412) && (
        <ErrorState title={texts.twin.saveFailed} error={save.error} />
      )}
      <JsonEditor
        label={texts.twin.editorLabel(texts.twin[section])}
        hint={texts.twin.editorHelp}
        value={text}
        rows={Math.min(24, Math.max(8, text.split('\n').length + 1))}
        error={parsed.ok ? undefined : parsed.message}
        onChange={setText}
        onSave={submit}
      />
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabledFocusable={!parsed.ok || save.isPending}
          onClick={submit}
        >
          {save.isPending ? texts.saving : texts.save}
        </Button>
        <Button
          disabled={!parsed.ok}
          onClick={() => parsed.ok && setText(formatJson(parsed.value))}
        >
          {texts.format}
        </Button>
        <Button onClick={onDone}>{texts.cancel}</Button>
      </div>
    </div>
  );
}
