import {
  bundleIcon,
  ClipboardTextLtr20Filled,
  ClipboardTextLtr20Regular,
  DataBarVertical20Filled,
  DataBarVertical20Regular,
  DeveloperBoard20Filled,
  DeveloperBoard20Regular,
  Group20Filled,
  Group20Regular,
  HeartPulse20Filled,
  HeartPulse20Regular,
  Home20Filled,
  Home20Regular,
  Options20Filled,
  Options20Regular,
  PeopleSettings20Filled,
  PeopleSettings20Regular,
  TableSearch20Filled,
  TableSearch20Regular,
  TaskListSquareLtr20Filled,
  TaskListSquareLtr20Regular,
  type FluentIcon,
} from '@fluentui/react-icons';
import type { Action } from '../../api/session';
import { texts } from '../../lib/texts';

export interface NavigationEntry {
  to:
    | '/'
    | '/devices'
    | '/groups'
    | '/health'
    | '/configurations'
    | '/jobs'
    | '/query'
    | '/reports'
    | '/users'
    | '/audit';
  label: string;
  icon: FluentIcon;
  /** For those only who may do this. */
  needs?: Action;
  /** About the whole fleet, and so not for those who are limited to a group. */
  fleet?: true;
}

/** The pages of the left navigation, in their order. A new page is one more line here. */
export const entries: readonly NavigationEntry[] = [
  {
    to: '/',
    label: texts.navigation.overview,
    icon: bundleIcon(Home20Filled, Home20Regular),
    fleet: true,
  },
  {
    to: '/devices',
    label: texts.navigation.devices,
    icon: bundleIcon(DeveloperBoard20Filled, DeveloperBoard20Regular),
    fleet: true,
  },
  {
    to: '/groups',
    label: texts.navigation.groups,
    icon: bundleIcon(Group20Filled, Group20Regular),
  },
  {
    to: '/health',
    label: texts.navigation.health,
    icon: bundleIcon(HeartPulse20Filled, HeartPulse20Regular),
    fleet: true,
  },
  {
    to: '/configurations',
    label: texts.navigation.configurations,
    icon: bundleIcon(Options20Filled, Options20Regular),
    fleet: true,
  },
  {
    to: '/jobs',
    label: texts.navigation.jobs,
    icon: bundleIcon(TaskListSquareLtr20Filled, TaskListSquareLtr20Regular),
    fleet: true,
  },
  {
    to: '/query',
    label: texts.navigation.query,
    icon: bundleIcon(TableSearch20Filled, TableSearch20Regular),
    fleet: true,
  },
  {
    to: '/reports',
    label: texts.navigation.reports,
    icon: bundleIcon(DataBarVertical20Filled, DataBarVertical20Regular),
    needs: 'downloadReports',
  },
  {
    to: '/users',
    label: texts.navigation.users,
    icon: bundleIcon(PeopleSettings20Filled, PeopleSettings20Regular),
    needs: 'administer',
  },
  {
    to: '/audit',
    label: texts.navigation.audit,
    icon: bundleIcon(ClipboardTextLtr20Filled, ClipboardTextLtr20Regular),
    needs: 'readAudit',
  },
];
