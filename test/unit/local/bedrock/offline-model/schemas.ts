/** Invented schemas, written as prompts show them. */
export const LIBRARY = `
-- Authors of the books we hold | about 40 rows
CREATE TABLE library.authors (
  author_id int4 PRIMARY KEY,
  name text,
  country text, -- values: 'France', 'Japan', 'Kenya'
  birth_year int4 -- range: 1901 to 1990
);
-- about 300 rows
CREATE TABLE library.books (
  book_id int4 PRIMARY KEY,
  author_id int4 REFERENCES library.authors (author_id),
  title text,
  genre varchar, -- values: 'Crime', 'Poetry', 'Science Fiction'
  pages int4, -- range: 40 to 1200
  price numeric(8,2),
  published date,
  in_print bool
);
-- about 120 rows
CREATE TABLE library.members (
  member_id int4 PRIMARY KEY,
  first_name text,
  last_name text,
  city text, -- values: 'Lyon', 'Oslo', …
  joined_on date
);
-- about 2000 rows
CREATE TABLE library.loans (
  loan_id int4 PRIMARY KEY,
  book_id int4 REFERENCES library.books (book_id),
  member_id int4 REFERENCES library.members (member_id),
  loan_date date, -- range: 2023-01-02 to 2025-06-30
  returned_date date -- Empty while the book is out
);`;

/** Names that tell nothing; only the comments do. */
export const HOSPITAL = `
-- Patients treated in the house
CREATE TABLE hosp.t_ptnt_mst (
  p_id int4 PRIMARY KEY, -- Patient number
  fst_nm varchar(30), -- First name
  lst_nm varchar(30), -- Last name
  x7 varchar(2) -- Blood group | values: 'A', 'B', 'AB', '0'
);
-- Hospital wards
CREATE TABLE hosp.t_w (
  w_id int4 PRIMARY KEY, -- Ward code
  wn varchar -- Ward name | values: 'Cardiology', 'Maternity'
);
-- Stays of patients in a ward
CREATE TABLE hosp.t_sty (
  s_id int4 PRIMARY KEY,
  p_id int4 REFERENCES hosp.t_ptnt_mst (p_id), -- Patient
  w_id int4, -- Ward [FK: hosp.t_w.w_id]
  d1 date, -- Admission date
  c9 numeric -- Cost of the stay
);`;

export const FLIGHTS = `
CREATE TABLE "Air"."Airport" (
  "Code" varchar(3) PRIMARY KEY,
  "City" text -- values: 'Bergen', 'Porto'
);
CREATE TABLE "Air"."Flight" (
  "FlightNo" int4 PRIMARY KEY,
  "SourceAirport" varchar(3) REFERENCES "Air"."Airport" ("Code"),
  "DestAirport" varchar(3) REFERENCES "Air"."Airport" ("Code"),
  "DepartureDate" date,
  "Order" int4
);`;

/** A line table with price, quantity and discount. */
export const SHOP = `
CREATE TABLE shop.clients (
  client_id int4 PRIMARY KEY,
  company_name text,
  region text
);
CREATE TABLE shop.invoices (
  invoice_id int4 PRIMARY KEY,
  client_id int4 REFERENCES shop.clients (client_id),
  invoice_date date,
  freight numeric
);
CREATE TABLE shop.invoice_lines (
  invoice_id int4 REFERENCES shop.invoices (invoice_id),
  line_no int4,
  unit_price numeric,
  quantity int4,
  discount numeric, -- range: 0 to 0.25
  PRIMARY KEY (invoice_id, line_no)
);`;
