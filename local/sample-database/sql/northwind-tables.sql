-- Northwind's fourteen tables under the names of its PostgreSQL port; money is numeric.
CREATE SCHEMA northwind;

CREATE TABLE northwind.categories (
  category_id integer NOT NULL,
  category_name varchar(15) NOT NULL,
  description text,
  picture bytea
);

CREATE TABLE northwind.customer_demographics (
  customer_type_id varchar(5) NOT NULL,
  customer_desc text
);

CREATE TABLE northwind.customers (
  customer_id varchar(5) NOT NULL,
  company_name varchar(40) NOT NULL,
  contact_name varchar(30),
  contact_title varchar(30),
  address varchar(60),
  city varchar(15),
  region varchar(15),
  postal_code varchar(10),
  country varchar(15),
  phone varchar(24),
  fax varchar(24)
);

CREATE TABLE northwind.customer_customer_demo (
  customer_id varchar(5) NOT NULL,
  customer_type_id varchar(5) NOT NULL
);

CREATE TABLE northwind.employees (
  employee_id integer NOT NULL,
  last_name varchar(20) NOT NULL,
  first_name varchar(10) NOT NULL,
  title varchar(30),
  title_of_courtesy varchar(25),
  birth_date date,
  hire_date date,
  address varchar(60),
  city varchar(15),
  region varchar(15),
  postal_code varchar(10),
  country varchar(15),
  home_phone varchar(24),
  extension varchar(4),
  photo bytea,
  notes text,
  reports_to integer,
  photo_path varchar(255)
);

CREATE TABLE northwind.suppliers (
  supplier_id integer NOT NULL,
  company_name varchar(40) NOT NULL,
  contact_name varchar(30),
  contact_title varchar(30),
  address varchar(60),
  city varchar(15),
  region varchar(15),
  postal_code varchar(10),
  country varchar(15),
  phone varchar(24),
  fax varchar(24),
  homepage text
);

CREATE TABLE northwind.products (
  product_id integer NOT NULL,
  product_name varchar(40) NOT NULL,
  supplier_id integer,
  category_id integer,
  quantity_per_unit varchar(20),
  unit_price numeric(10,2),
  units_in_stock integer,
  units_on_order integer,
  reorder_level integer,
  discontinued integer NOT NULL
);

CREATE TABLE northwind.region (
  region_id integer NOT NULL,
  region_description varchar(60) NOT NULL
);

CREATE TABLE northwind.shippers (
  shipper_id integer NOT NULL,
  company_name varchar(40) NOT NULL,
  phone varchar(24)
);

CREATE TABLE northwind.orders (
  order_id integer NOT NULL,
  customer_id varchar(5),
  employee_id integer,
  order_date date,
  required_date date,
  shipped_date date,
  ship_via integer,
  freight numeric(10,2),
  ship_name varchar(40),
  ship_address varchar(60),
  ship_city varchar(15),
  ship_region varchar(15),
  ship_postal_code varchar(10),
  ship_country varchar(15)
);

CREATE TABLE northwind.order_details (
  order_id integer NOT NULL,
  product_id integer NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  quantity integer NOT NULL,
  discount numeric(4,2) NOT NULL
);

CREATE TABLE northwind.territories (
  territory_id varchar(20) NOT NULL,
  territory_description varchar(60) NOT NULL,
  region_id integer NOT NULL
);

CREATE TABLE northwind.employee_territories (
  employee_id integer NOT NULL,
  territory_id varchar(20) NOT NULL
);

CREATE TABLE northwind.us_states (
  state_id integer NOT NULL,
  state_name varchar(100),
  state_abbr varchar(2),
  state_region varchar(50)
);
