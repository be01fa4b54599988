import { readRecords } from './read-records.ts';
import { weightedChoice } from './weighted-choice.ts';

export const EMPLOYEES = readRecords(
  'employees.csv',
  'last_name',
  'first_name',
  'title',
  'title_of_courtesy',
  'birth_date',
  'hire_date',
  'address',
  'city',
  'region',
  'postal_code',
  'country',
  'home_phone',
  'extension',
  'notes',
  'reports_to',
);

/** Each employee's share of the orders, in order of their numbers. */
export const orderTakers = weightedChoice([4, 8, 6, 18, 14, 10, 15, 13, 9]);

export function employeeAt(id: number): { hiredOn: string } {
  const employee = EMPLOYEES[id - 1];
  if (!employee) throw new Error(`No employee ${id}`);
  return { hiredOn: employee.hire_date };
}
