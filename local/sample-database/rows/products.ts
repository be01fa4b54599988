import { randomFor } from './random.ts';
import { readRecords } from './read-records.ts';
import { BASE_SIZE } from './sizes.ts';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly categoryId: number;
  readonly supplierId: number;
  readonly quantityPerUnit: string;
  readonly listPrice: number;
  /** ISO day from which nobody can order it any more. */
  readonly discontinuedOn: string | undefined;
}

const BASE = readRecords(
  'products.csv',
  'product_name',
  'category_id',
  'supplier_id',
  'quantity_per_unit',
  'unit_price',
  'discontinued_on',
);
/** Names for the variants that larger scales add, one per doubling. */
const VARIANTS = [
  '',
  'Organic',
  'Reserve',
  'Family',
  'Mini',
  'Premium',
  'Light',
  'Smoky',
  'Spiced',
  'Classic',
  'Royal',
  'Rustic',
  'Winter',
  'Summer',
];

export function productAt(index: number): Product {
  const base = BASE[index % BASE_SIZE.products];
  const variant = Math.floor(index / BASE_SIZE.products);
  if (!base) throw new Error(`No product ${index}`);
  return {
    id: index + 1,
    name: `${VARIANTS[variant] ?? ''} ${base.product_name}`.trim(),
    categoryId: Number(base.category_id),
    supplierId: Number(base.supplier_id),
    quantityPerUnit: base.quantity_per_unit,
    listPrice: Number(base.unit_price) * (1 + variant * 0.05),
    discontinuedOn: variant === 0 && base.discontinued_on ? base.discontinued_on : undefined,
  };
}

/** How well a product sells, relative to others. */
export function popularity(product: Product): number {
  return (0.3 + randomFor('popularity', product.id).fraction() ** 2) / (1 + product.listPrice / 150);
}

export interface Stock {
  readonly inStock: number;
  readonly onOrder: number;
  readonly reorderLevel: number;
}

export function stockOf(product: Product): Stock {
  const random = randomFor('stock', product.id);
  const reorderLevel = random.integer(0, 6) * 5;
  if (product.discontinuedOn) return { inStock: random.integer(0, 12), onOrder: 0, reorderLevel: 0 };
  const inStock = random.chance(0.05) ? 0 : random.integer(2, 125);
  const onOrder = inStock <= reorderLevel ? random.integer(1, 8) * 10 : 0;
  return { inStock, onOrder, reorderLevel };
}
