import {
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { Enrollment } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { JsonEditor } from '../../components/JsonEditor';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { AllocationFields } from './AllocationFields';
import { AttestationFields } from './AttestationFields';
import { draftOf, faultsOf, formOf, REPROVISIONINGS, type EnrollmentForm } from './form';
import { saveEnrollment } from './queries';
import type { Kind } from './search';

const words = texts.provisioning;

interface EnrollmentDialogProps {
  kind: Kind;
  /** What is edited; without it a new one is made. */
  enrollment?: Enrollment;
  onClose: () => void;
}

/** Makes or edits an enrollment or a group. What was there at first is what the server compares. */
export function EnrollmentDialog({ kind, enrollment, onClose }: EnrollmentDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [base] = useState(enrollment);
  const [form, setForm] = useState(() => formOf(base));
  const [tried, setTried] = useState(false);
  const faults = faultsOf(kind, form, base);
  const shown = tried ? faults : {};
  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.provisioning });
  const save = useMutation({
    mutationFn: () => saveEnrollment(kind, form.id, draftOf(kind, form, base), base?.etag),
    onSuccess: async () => {
      // Who edits it again at once begins with what was saved, not with what the list has had.
      await refresh();
      notify.success(words.saved(form.id));
      onClose();
    },
    onError: () => void refresh(),
  });
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length === 0) save.mutate();
  };
  const change = (next: Partial<EnrollmentForm>) => setForm({ ...form, ...next });
  const text = (name: 'id' | 'deviceId', label: string, hint?: string) => (
    <Field label={label} hint={hint} validationMessage={shown[name]}>
      <Input
        value={form[name]}
        autoComplete="off"
        spellCheck={false}
        onChange={(_, { value }) => change({ [name]: value })}
      />
    </Field>
  );
  return (
    <FormDialog
      title={base ? words.editTitle(base.id) : words.create[kind]}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {isProblem(save.error, 412) ? (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{words.changed}</MessageBarBody>
        </MessageBar>
      ) : (
        save.error && <ErrorState title={words.saveFailed} error={save.error} />
      )}
      {!base && text('id', words.id[kind])}
      {kind === 'enrollments' && text('deviceId', words.deviceId, words.deviceIdHint)}
      {!base && <AttestationFields kind={kind} form={form} faults={shown} onChange={change} />}
      <AllocationFields form={form} faults={shown} onChange={change} />
      <Field label={words.reprovisioning}>
        <Select
          value={form.reprovisioning}
          onChange={(_, { value }) =>
            change({ reprovisioning: value as EnrollmentForm['reprovisioning'] })
          }
        >
          {REPROVISIONINGS.map((each) => (
            <option key={each} value={each}>
              {words.reprovisionings[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.expires} hint={words.expiresHint}>
        <Input
          type="datetime-local"
          value={form.expiresAt}
          onChange={(_, { value }) => change({ expiresAt: value })}
        />
      </Field>
      <Checkbox
        label={words.edge[kind]}
        checked={form.edge}
        onChange={(_, { checked }) => change({ edge: checked === true })}
      />
      <JsonEditor
        label={words.initialTwin}
        hint={words.initialTwinHint}
        rows={5}
        value={form.initialTwin}
        error={shown.initialTwin}
        onChange={(initialTwin) => change({ initialTwin })}
      />
    </FormDialog>
  );
}
