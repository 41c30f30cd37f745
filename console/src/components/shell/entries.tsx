import {
  Alert20Filled,
  Alert20Regular,
  bundleIcon,
  Box20Filled,
  Box20Regular,
  ClipboardTextLtr20Filled,
  ClipboardTextLtr20Regular,
  DataBarVertical20Filled,
  DataBarVertical20Regular,
  DeveloperBoard20Filled,
  DeveloperBoard20Regular,
  BoxArrowUp20Filled,
  BoxArrowUp20Regular,
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
  Server20Filled,
  Server20Regular,
  QrCode20Filled,
  QrCode20Regular,
  Settings20Filled,
  Settings20Regular,
  TableSearch20Filled,
  TableSearch20Regular,
  TaskListSquareLtr20Filled,
  TaskListSquareLtr20Regular,
  Rocket20Filled,
  Rocket20Regular,
  PlugConnectedAdd20Filled,
  PlugConnectedAdd20Regular,
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
    | '/alerts'
    | '/hubs'
    | '/onboard'
    | '/records'
    | '/firmware'
    | '/deployments'
    | '/provisioning'
    | '/jobs'
    | '/query'
    | '/reports'
    | '/users'
    | '/audit'
    | '/settings';
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
    to: '/alerts',
    label: texts.navigation.alerts,
    icon: bundleIcon(Alert20Filled, Alert20Regular),
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
    to: '/onboard',
    label: texts.navigation.onboard,
    icon: bundleIcon(QrCode20Filled, QrCode20Regular),
    needs: 'operateDevices',
  },
  {
    to: '/records',
    label: texts.navigation.records,
    icon: bundleIcon(Box20Filled, Box20Regular),
    fleet: true,
  },
  {
    to: '/firmware',
    label: texts.navigation.firmware,
    icon: bundleIcon(BoxArrowUp20Filled, BoxArrowUp20Regular),
    needs: 'manageUpdates',
    fleet: true,
  },
  {
    to: '/deployments',
    label: texts.navigation.deployments,
    icon: bundleIcon(Rocket20Filled, Rocket20Regular),
    needs: 'manageUpdates',
    fleet: true,
  },
  {
    to: '/provisioning',
    label: texts.navigation.provisioning,
    icon: bundleIcon(PlugConnectedAdd20Filled, PlugConnectedAdd20Regular),
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
    to: '/hubs',
    label: texts.navigation.hubs,
    icon: bundleIcon(Server20Filled, Server20Regular),
    needs: 'administer',
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
  {
    to: '/settings',
    label: texts.navigation.settings,
    icon: bundleIcon(Settings20Filled, Settings20Regular),
    needs: 'administer',
  },
];
