-- Added after the rows: checking and indexing all of them at once is faster.

ALTER TABLE northwind.categories ADD PRIMARY KEY (category_id);
ALTER TABLE northwind.customer_demographics ADD PRIMARY KEY (customer_type_id);
ALTER TABLE northwind.customers ADD PRIMARY KEY (customer_id);
ALTER TABLE northwind.customer_customer_demo ADD PRIMARY KEY (customer_id, customer_type_id);
ALTER TABLE northwind.employees ADD PRIMARY KEY (employee_id);
ALTER TABLE northwind.suppliers ADD PRIMARY KEY (supplier_id);
ALTER TABLE northwind.products ADD PRIMARY KEY (product_id);
ALTER TABLE northwind.region ADD PRIMARY KEY (region_id);
ALTER TABLE northwind.shippers ADD PRIMARY KEY (shipper_id);
ALTER TABLE northwind.orders ADD PRIMARY KEY (order_id);
ALTER TABLE northwind.order_details ADD PRIMARY KEY (order_id, product_id);
ALTER TABLE northwind.territories ADD PRIMARY KEY (territory_id);
ALTER TABLE northwind.employee_territories ADD PRIMARY KEY (employee_id, territory_id);
ALTER TABLE northwind.us_states ADD PRIMARY KEY (state_id);

ALTER TABLE northwind.customer_customer_demo ADD FOREIGN KEY (customer_id) REFERENCES northwind.customers (customer_id);
ALTER TABLE northwind.customer_customer_demo ADD FOREIGN KEY (customer_type_id) REFERENCES northwind.customer_demographics (customer_type_id);
ALTER TABLE northwind.employees ADD FOREIGN KEY (reports_to) REFERENCES northwind.employees (employee_id);
ALTER TABLE northwind.products ADD FOREIGN KEY (supplier_id) REFERENCES northwind.suppliers (supplier_id);
ALTER TABLE northwind.products ADD FOREIGN KEY (category_id) REFERENCES northwind.categories (category_id);
ALTER TABLE northwind.orders ADD FOREIGN KEY (customer_id) REFERENCES northwind.customers (customer_id);
ALTER TABLE northwind.orders ADD FOREIGN KEY (employee_id) REFERENCES northwind.employees (employee_id);
ALTER TABLE northwind.orders ADD FOREIGN KEY (ship_via) REFERENCES northwind.shippers (shipper_id);
ALTER TABLE northwind.order_details ADD FOREIGN KEY (order_id) REFERENCES northwind.orders (order_id);
ALTER TABLE northwind.order_details ADD FOREIGN KEY (product_id) REFERENCES northwind.products (product_id);
ALTER TABLE northwind.territories ADD FOREIGN KEY (region_id) REFERENCES northwind.region (region_id);
ALTER TABLE northwind.employee_territories ADD FOREIGN KEY (employee_id) REFERENCES northwind.employees (employee_id);
ALTER TABLE northwind.employee_territories ADD FOREIGN KEY (territory_id) REFERENCES northwind.territories (territory_id);

CREATE INDEX ON northwind.customers (country);
CREATE INDEX ON northwind.orders (customer_id);
CREATE INDEX ON northwind.orders (employee_id);
CREATE INDEX ON northwind.orders (order_date);
CREATE INDEX ON northwind.order_details (product_id);
CREATE INDEX ON northwind.products (supplier_id);
CREATE INDEX ON northwind.products (category_id);

COMMENT ON COLUMN northwind.order_details.discount IS 'Fraction taken off the price: 0.05 is five percent';
COMMENT ON COLUMN northwind.order_details.unit_price IS 'Price of one unit when ordered';
COMMENT ON COLUMN northwind.orders.ship_via IS 'The shipper';
COMMENT ON COLUMN northwind.orders.shipped_date IS 'Empty while the order has not been shipped';
COMMENT ON COLUMN northwind.products.discontinued IS '1 when discontinued, else 0';
COMMENT ON COLUMN northwind.employees.reports_to IS 'The manager';
