import { describe, expect, it } from 'vitest';
import { aboutOf, EMPTY, faultsOf, namedBy } from './form';

describe('firmware form', () => {
  it('reads name and version from the name of the file', () => {
    expect(namedBy('agent-1.4.0.jar')).toEqual({ name: 'agent', version: '1.4.0' });
    expect(namedBy('pump_control_v2.0.1-rc.2.bin')).toEqual({
      name: 'pump_control',
      version: '2.0.1-rc.2',
    });
    expect(namedBy('image-3.tar.gz')).toEqual({ name: 'image', version: '3' });
    expect(namedBy('firmware.bin')).toEqual({});
  });

  it('asks for a file, a name and a version', () => {
    expect(Object.keys(faultsOf(EMPTY))).toEqual(['file', 'name', 'version']);
    expect(faultsOf({ ...EMPTY, file: new File([], 'a'), name: 'a', version: '1' })).toHaveProperty(
      'file',
    );
    expect(faultsOf({ ...EMPTY, file: new File(['x'], 'a'), name: 'a', version: '1' })).toEqual({});
  });

  it('takes models and revisions apart by commas', () => {
    expect(aboutOf({ ...EMPTY, name: ' a ', version: '1', models: 'TX-100, ,TX-200' })).toEqual({
      name: 'a',
      version: '1',
      description: '',
      models: ['TX-100', 'TX-200'],
      minimumVersion: null,
      hardwareRevisions: [],
    });
  });
});
