import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../api/keys';
import { useMay } from '../../../api/session';
import type { DeviceViewDefinition } from '../../../api/types';
import { FormDialog } from '../../../components/FormDialog';
import { ErrorState } from '../../../components/States';
import { useNotify } from '../../../components/useNotify';
import { texts } from '../../../lib/texts';
import { saveView } from './queries';
import { isViewName } from './view';

const words = texts.deviceViews;

interface SaveViewDialogProps {
  definition: DeviceViewDefinition;
  onClose: () => void;
}

/** Keeps the device table as it stands under a name; for everybody, where somebody may. */
export function SaveViewDialog({ definition, onClose }: SaveViewDialogProps) {
  const may = useMay();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const fault = isViewName(name) ? undefined : words.nameInvalid;

  const save = useMutation({
    mutationFn: () => saveView({ name: name.trim(), shared }, definition),
    onSuccess: (view) => {
      notify.success(words.saved(view.name));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.deviceViews }),
  });
  const submit = () => {
    setTried(true);
    if (!fault) save.mutate();
  };

  return (
    <FormDialog title={words.saveTitle} busy={save.isPending} onSubmit={submit} onClose={onClose}>
      {save.error && <ErrorState title={words.failed} error={save.error} />}
      <Field
        required
        label={words.name}
        hint={words.saveHint}
        validationMessage={tried ? fault : undefined}
      >
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </Field>
      {may('administer') && (
        <Checkbox
          label={words.forAll}
          checked={shared}
          onChange={(_, { checked }) => setShared(checked === true)}
        />
      )}
    </FormDialog>
  );
}
