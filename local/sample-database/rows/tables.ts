import { customerAt } from './customers.ts';
import { orders } from './orders.ts';
import { productAt, stockOf } from './products.ts';
import { BASE_SIZE, productCount } from './sizes.ts';
import {
  categoryRows,
  customerTypeRows,
  employeeRows,
  employeeTerritoryRows,
  regionRows,
  shipperRows,
  stateRows,
  supplierRows,
  territoryRows,
  typesOfCustomer,
} from './small-tables.ts';
import type { Row, SampleTable } from './table.ts';

/** The rows of all fourteen tables at this scale, the same at every call. */
export function sampleTables(scale: number): SampleTable[] {
  return [
    fixed('categories', categoryRows()),
    fixed('customer_demographics', customerTypeRows()),
    fixed('employees', employeeRows()),
    fixed('suppliers', supplierRows()),
    fixed('shippers', shipperRows()),
    fixed('region', regionRows()),
    fixed('territories', territoryRows()),
    fixed('employee_territories', employeeTerritoryRows()),
    fixed('us_states', stateRows()),
    streamed('products', productCount(scale), () => productRows(scale)),
    streamed('customers', BASE_SIZE.customers * scale, () => customerRows(scale)),
    streamed('customer_customer_demo', BASE_SIZE.customers * scale, () => customerTypes(scale)),
    streamed('orders', BASE_SIZE.orders * scale, () => orderRows(scale)),
    streamed('order_details', BASE_SIZE.orderLines * scale, () => orderLineRows(scale)),
  ];
}

function fixed(name: string, rows: readonly Row[]): SampleTable {
  return { name, expectedRows: rows.length, rows: () => rows };
}

function streamed(name: string, expectedRows: number, rows: () => Iterable<Row>): SampleTable {
  return { name, expectedRows, rows };
}

function* productRows(scale: number): Generator<Row> {
  for (let index = 0; index < productCount(scale); index += 1) {
    const product = productAt(index);
    const { inStock, onOrder, reorderLevel } = stockOf(product);
    yield [
      product.id,
      product.name,
      product.supplierId,
      product.categoryId,
      product.quantityPerUnit,
      product.listPrice.toFixed(2),
      inStock,
      onOrder,
      reorderLevel,
      product.discontinuedOn ? 1 : 0,
    ];
  }
}

function* customerRows(scale: number): Generator<Row> {
  for (let index = 0; index < BASE_SIZE.customers * scale; index += 1) {
    const { id, companyName, contact, address, country, phone, fax } = customerAt(index);
    yield [
      id,
      companyName,
      contact.name,
      contact.title,
      address.street,
      address.city,
      address.region,
      address.postalCode,
      country.name,
      phone,
      fax,
    ];
  }
}

function* customerTypes(scale: number): Generator<Row> {
  for (let index = 0; index < BASE_SIZE.customers * scale; index += 1) {
    for (const type of typesOfCustomer(index)) yield [customerAt(index).id, type];
  }
}

function* orderRows(scale: number): Generator<Row> {
  for (const order of orders(scale)) {
    yield [
      order.id,
      order.customer.id,
      order.employeeId,
      order.orderDay,
      order.requiredDay,
      order.shippedDay,
      order.shipperId,
      order.freight,
      order.customer.companyName,
      order.shipTo.street,
      order.shipTo.city,
      order.shipTo.region,
      order.shipTo.postalCode,
      order.customer.country.name,
    ];
  }
}

function* orderLineRows(scale: number): Generator<Row> {
  for (const order of orders(scale)) {
    for (const line of order.lines) {
      yield [order.id, line.product.id, line.unitPrice, line.quantity, line.discount];
    }
  }
}
