import { EMPLOYEES } from './employees.ts';
import { randomFor } from './random.ts';
import { readRecords } from './read-records.ts';
import type { Row } from './table.ts';

/** The tables that stay as they are at every scale, straight from the files beside this one. */

export function categoryRows(): Row[] {
  return readRecords('categories.csv', 'category_name', 'description').map((category, index) => [
    index + 1,
    category.category_name,
    category.description,
    null,
  ]);
}

export function customerTypeRows(): Row[] {
  return CUSTOMER_TYPES.map((type) => [type.customer_type_id, type.customer_desc]);
}

/** One type for each customer, a second one for every fifth. */
export function typesOfCustomer(index: number): string[] {
  const random = randomFor('customer types', index);
  const first = random.pick(CUSTOMER_TYPES).customer_type_id;
  const second = random.pick(CUSTOMER_TYPES).customer_type_id;
  return random.chance(0.2) && second !== first ? [first, second] : [first];
}

export function employeeRows(): Row[] {
  return EMPLOYEES.map((employee, index) => [
    index + 1,
    employee.last_name,
    employee.first_name,
    employee.title,
    employee.title_of_courtesy,
    employee.birth_date,
    employee.hire_date,
    employee.address,
    employee.city,
    employee.region || null,
    employee.postal_code,
    employee.country,
    employee.home_phone,
    employee.extension,
    null,
    employee.notes,
    employee.reports_to ? Number(employee.reports_to) : null,
    `http://northwind.example/photos/${employee.last_name.toLowerCase()}.jpg`,
  ]);
}

export function supplierRows(): Row[] {
  const fields = [
    'company_name',
    'contact_name',
    'contact_title',
    'address',
    'city',
    'region',
    'postal_code',
    'country',
    'phone',
    'fax',
    'homepage',
  ] as const;
  return readRecords('suppliers.csv', ...fields).map((supplier, index) => [
    index + 1,
    ...fields.map((field) => supplier[field] || null),
  ]);
}

export function shipperRows(): Row[] {
  return readRecords('shippers.csv', 'company_name', 'phone').map((shipper, index) => [
    index + 1,
    shipper.company_name,
    shipper.phone,
  ]);
}

export function regionRows(): Row[] {
  return readRecords('regions.csv', 'region_description').map((region, index) => [
    index + 1,
    region.region_description,
  ]);
}

export function territoryRows(): Row[] {
  return TERRITORIES.map((territory) => [
    territory.territory_id,
    territory.territory_description,
    Number(territory.region_id),
  ]);
}

export function employeeTerritoryRows(): Row[] {
  return TERRITORIES.filter((territory) => territory.employee_id).map((territory) => [
    Number(territory.employee_id),
    territory.territory_id,
  ]);
}

export function stateRows(): Row[] {
  return readRecords('us-states.csv', 'state_name', 'state_abbr', 'state_region').map((state, index) => [
    index + 1,
    state.state_name,
    state.state_abbr,
    state.state_region,
  ]);
}

const CUSTOMER_TYPES = readRecords('customer-types.csv', 'customer_type_id', 'customer_desc');
const TERRITORIES = readRecords(
  'territories.csv',
  'territory_id',
  'territory_description',
  'region_id',
  'employee_id',
);
