import type { NewFirmware } from '../../api/types';
import { texts } from '../../lib/texts';

const words = texts.firmware;

/** What somebody types about a version before it is uploaded. */
export interface FirmwareForm {
  file: File | undefined;
  name: string;
  version: string;
  description: string;
  models: string;
  minimumVersion: string;
  hardwareRevisions: string;
}

export const EMPTY: FirmwareForm = {
  file: undefined,
  name: '',
  version: '',
  description: '',
  models: '',
  minimumVersion: '',
  hardwareRevisions: '',
};

/** What the name of a file tells: "agent-1.4.0.jar" is version 1.4.0 of "agent". */
export function namedBy(fileName: string): Partial<FirmwareForm> {
  const found =
    /^(.+?)[-_ ]v?(\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+?)?)(?:\.(?:tar\.)?[A-Za-z]\w*)?$/.exec(fileName);
  return found ? { name: found[1] ?? '', version: found[2] ?? '' } : {};
}

export function faultsOf(form: FirmwareForm): Partial<Record<keyof FirmwareForm, string>> {
  return {
    ...(form.file ? {} : { file: words.fileMissing }),
    ...(form.file?.size === 0 && { file: words.fileEmpty }),
    ...(form.name.trim() ? {} : { name: words.nameMissing }),
    ...(form.version.trim() ? {} : { version: words.versionMissing }),
  };
}

export function aboutOf(form: FirmwareForm): Omit<NewFirmware, 'size' | 'sha256'> {
  return {
    name: form.name.trim(),
    version: form.version.trim(),
    description: form.description.trim(),
    models: listOf(form.models),
    minimumVersion: form.minimumVersion.trim() || null,
    hardwareRevisions: listOf(form.hardwareRevisions),
  };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
