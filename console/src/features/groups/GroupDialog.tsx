import { Field, Input } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { Group } from '../../api/types';
import { ConditionField } from '../../components/ConditionField';
import { FormDialog } from '../../components/FormDialog';
import { ErrorState } from '../../components/States';
import { useNotify } from '../../components/useNotify';
import { texts } from '../../lib/texts';
import { GroupConflict } from './GroupConflict';
import { groupQuery, saveGroup } from './queries';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

interface GroupDialogProps {
  /** The group to edit; without it a new one is made. */
  group?: Group;
  /** What a new group begins with. */
  condition?: string | undefined;
  /** Names that a new group cannot have. */
  taken?: readonly string[];
  onSaved: (name: string) => void;
  onClose: () => void;
}

/**
 * Makes or edits a group. The group it started from stays its base, whatever is loaded meanwhile: the ETag
 * of that base is what the server compares.
 */
export function GroupDialog({ group, taken = [], onSaved, onClose, ...begin }: GroupDialogProps) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(group);
  const [name, setName] = useState(group?.name ?? '');
  const [description, setDescription] = useState(group?.description ?? '');
  const [condition, setCondition] = useState(group?.condition ?? begin.condition ?? '');
  const [theirs, setTheirs] = useState<Group>();
  const [takenNow, setTakenNow] = useState<string>();
  const [tried, setTried] = useState(false);

  const save = useMutation({
    mutationFn: (etag: string | undefined) => saveGroup(name, { description, condition }, etag),
    onSuccess: (saved) => {
      queryClient.setQueryData(keys.group(name), saved);
      void queryClient.invalidateQueries({ queryKey: keys.groups });
      notify.success(texts.groups.saved(name));
      onSaved(name);
    },
    onError: async (error) => {
      if (!isProblem(error, 412)) return;
      if (base) setTheirs(await queryClient.query({ ...groupQuery(name), staleTime: 0 }));
      else setTakenNow(name);
    },
  });

  const nameFault = NAME.test(name)
    ? !base && (taken.includes(name) || takenNow === name)
      ? texts.groups.nameTaken
      : undefined
    : texts.groups.nameInvalid;
  const missing = condition.trim() === '';

  const submit = () => {
    setTried(true);
    if (nameFault === undefined && !missing) save.mutate(base?.etag);
  };
  const takeTheirs = (group: Group) => {
    setBase(group);
    setDescription(group.description);
    setCondition(group.condition);
    setTheirs(undefined);
    save.reset();
  };

  return (
    <FormDialog
      blocked={theirs !== undefined}
      title={base ? texts.groups.editTitle(base.name) : texts.groups.create}
      busy={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {theirs ? (
        <GroupConflict
          theirs={theirs}
          onOverwrite={() => {
            setBase(theirs);
            setTheirs(undefined);
            save.mutate(theirs.etag);
          }}
          onTake={() => takeTheirs(theirs)}
        />
      ) : (
        save.error &&
        (base !== undefined || !isProblem(save.error, 412)) && (
          <ErrorState title={texts.groups.saveFailed} error={save.error} />
        )
      )}
      {!base && (
        <Field
          required
          label={texts.groups.name}
          hint={texts.groups.nameHint}
          validationMessage={tried ? nameFault : undefined}
        >
          <Input
            value={name}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, { value }) => setName(value)}
          />
        </Field>
      )}
      <Field label={texts.groups.description}>
        <Input
          value={description}
          maxLength={1000}
          onChange={(_, { value }) => setDescription(value)}
        />
      </Field>
      <ConditionField
        required
        label={texts.groups.condition}
        hint={texts.groups.conditionHint}
        missing={tried && missing ? texts.groups.conditionMissing : undefined}
        value={condition}
        onChange={setCondition}
      />
    </FormDialog>
  );
}
