-- The rows of northwind under cryptic names. The comments are the only glossary; [FK: table.column] in a
-- comment is the only sign of a relationship, because there are no foreign keys.
CREATE SCHEMA nw_abbr;

CREATE TABLE nw_abbr.t_cat_mst (
  cat_id integer NOT NULL,
  cat_nm varchar(15) NOT NULL,
  cat_dsc text,
  cat_pic bytea
);

COMMENT ON TABLE nw_abbr.t_cat_mst IS 'Product categories';
COMMENT ON COLUMN nw_abbr.t_cat_mst.cat_id IS 'Category number';
COMMENT ON COLUMN nw_abbr.t_cat_mst.cat_nm IS 'Category name';
COMMENT ON COLUMN nw_abbr.t_cat_mst.cat_dsc IS 'What belongs to the category';
COMMENT ON COLUMN nw_abbr.t_cat_mst.cat_pic IS 'Picture of the category';

CREATE TABLE nw_abbr.t_cust_typ (
  cust_typ_id varchar(5) NOT NULL,
  cust_typ_dsc text
);

COMMENT ON TABLE nw_abbr.t_cust_typ IS 'Customer types (market segments)';
COMMENT ON COLUMN nw_abbr.t_cust_typ.cust_typ_id IS 'Customer type code';
COMMENT ON COLUMN nw_abbr.t_cust_typ.cust_typ_dsc IS 'Customer type description';

CREATE TABLE nw_abbr.t_cust_mst (
  cust_id varchar(5) NOT NULL,
  cmpny_nm varchar(40) NOT NULL,
  cntct_nm varchar(30),
  cntct_ttl varchar(30),
  addr varchar(60),
  cty varchar(15),
  rgn varchar(15),
  pstl_cd varchar(10),
  cntry varchar(15),
  phn varchar(24),
  fx varchar(24)
);

COMMENT ON TABLE nw_abbr.t_cust_mst IS 'Customers: the companies that place orders';
COMMENT ON COLUMN nw_abbr.t_cust_mst.cust_id IS 'Customer code of five letters';
COMMENT ON COLUMN nw_abbr.t_cust_mst.cmpny_nm IS 'Customer company name';
COMMENT ON COLUMN nw_abbr.t_cust_mst.cntct_nm IS 'Customer contact person';
COMMENT ON COLUMN nw_abbr.t_cust_mst.cntct_ttl IS 'Job title of the contact person';
COMMENT ON COLUMN nw_abbr.t_cust_mst.addr IS 'Customer street address';
COMMENT ON COLUMN nw_abbr.t_cust_mst.cty IS 'Customer city';
COMMENT ON COLUMN nw_abbr.t_cust_mst.rgn IS 'Customer state or province';
COMMENT ON COLUMN nw_abbr.t_cust_mst.pstl_cd IS 'Customer postal code';
COMMENT ON COLUMN nw_abbr.t_cust_mst.cntry IS 'Customer country';
COMMENT ON COLUMN nw_abbr.t_cust_mst.phn IS 'Customer phone number';
COMMENT ON COLUMN nw_abbr.t_cust_mst.fx IS 'Customer fax number';

CREATE TABLE nw_abbr.t_cust_typ_lnk (
  cust_id varchar(5) NOT NULL,
  cust_typ_id varchar(5) NOT NULL
);

COMMENT ON TABLE nw_abbr.t_cust_typ_lnk IS 'Which customer is of which customer types';
COMMENT ON COLUMN nw_abbr.t_cust_typ_lnk.cust_id IS 'Customer [FK: t_cust_mst.cust_id]';
COMMENT ON COLUMN nw_abbr.t_cust_typ_lnk.cust_typ_id IS 'Customer type [FK: t_cust_typ.cust_typ_id]';

CREATE TABLE nw_abbr.t_emp_mst (
  emp_id integer NOT NULL,
  lst_nm varchar(20) NOT NULL,
  frst_nm varchar(10) NOT NULL,
  ttl varchar(30),
  ttl_crtsy varchar(25),
  brth_dt date,
  hire_dt date,
  addr varchar(60),
  cty varchar(15),
  rgn varchar(15),
  pstl_cd varchar(10),
  cntry varchar(15),
  hm_phn varchar(24),
  ext varchar(4),
  pht bytea,
  nts text,
  rpt_to integer,
  pht_pth varchar(255)
);

COMMENT ON TABLE nw_abbr.t_emp_mst IS 'Employees: the sales staff';
COMMENT ON COLUMN nw_abbr.t_emp_mst.emp_id IS 'Employee number';
COMMENT ON COLUMN nw_abbr.t_emp_mst.lst_nm IS 'Employee last name';
COMMENT ON COLUMN nw_abbr.t_emp_mst.frst_nm IS 'Employee first name';
COMMENT ON COLUMN nw_abbr.t_emp_mst.ttl IS 'Employee job title';
COMMENT ON COLUMN nw_abbr.t_emp_mst.ttl_crtsy IS 'Form of address, such as Ms.';
COMMENT ON COLUMN nw_abbr.t_emp_mst.brth_dt IS 'Employee date of birth';
COMMENT ON COLUMN nw_abbr.t_emp_mst.hire_dt IS 'Date the employee was hired';
COMMENT ON COLUMN nw_abbr.t_emp_mst.addr IS 'Employee street address';
COMMENT ON COLUMN nw_abbr.t_emp_mst.cty IS 'Employee city';
COMMENT ON COLUMN nw_abbr.t_emp_mst.rgn IS 'Employee state or province';
COMMENT ON COLUMN nw_abbr.t_emp_mst.pstl_cd IS 'Employee postal code';
COMMENT ON COLUMN nw_abbr.t_emp_mst.cntry IS 'Employee country';
COMMENT ON COLUMN nw_abbr.t_emp_mst.hm_phn IS 'Employee home phone number';
COMMENT ON COLUMN nw_abbr.t_emp_mst.ext IS 'Office phone extension';
COMMENT ON COLUMN nw_abbr.t_emp_mst.pht IS 'Employee photo';
COMMENT ON COLUMN nw_abbr.t_emp_mst.nts IS 'Notes on the employee';
COMMENT ON COLUMN nw_abbr.t_emp_mst.rpt_to IS 'The employee''s manager [FK: t_emp_mst.emp_id]';
COMMENT ON COLUMN nw_abbr.t_emp_mst.pht_pth IS 'Address of the employee photo';

CREATE TABLE nw_abbr.t_splr_mst (
  splr_id integer NOT NULL,
  cmpny_nm varchar(40) NOT NULL,
  cntct_nm varchar(30),
  cntct_ttl varchar(30),
  addr varchar(60),
  cty varchar(15),
  rgn varchar(15),
  pstl_cd varchar(10),
  cntry varchar(15),
  phn varchar(24),
  fx varchar(24),
  hmpg text
);

COMMENT ON TABLE nw_abbr.t_splr_mst IS 'Suppliers: the companies that deliver products';
COMMENT ON COLUMN nw_abbr.t_splr_mst.splr_id IS 'Supplier number';
COMMENT ON COLUMN nw_abbr.t_splr_mst.cmpny_nm IS 'Supplier company name';
COMMENT ON COLUMN nw_abbr.t_splr_mst.cntct_nm IS 'Supplier contact person';
COMMENT ON COLUMN nw_abbr.t_splr_mst.cntct_ttl IS 'Job title of the contact person';
COMMENT ON COLUMN nw_abbr.t_splr_mst.addr IS 'Supplier street address';
COMMENT ON COLUMN nw_abbr.t_splr_mst.cty IS 'Supplier city';
COMMENT ON COLUMN nw_abbr.t_splr_mst.rgn IS 'Supplier state or province';
COMMENT ON COLUMN nw_abbr.t_splr_mst.pstl_cd IS 'Supplier postal code';
COMMENT ON COLUMN nw_abbr.t_splr_mst.cntry IS 'Supplier country';
COMMENT ON COLUMN nw_abbr.t_splr_mst.phn IS 'Supplier phone number';
COMMENT ON COLUMN nw_abbr.t_splr_mst.fx IS 'Supplier fax number';
COMMENT ON COLUMN nw_abbr.t_splr_mst.hmpg IS 'Supplier web site';

CREATE TABLE nw_abbr.t_prd_mst (
  prd_id integer NOT NULL,
  prd_nm varchar(40) NOT NULL,
  splr_id integer,
  cat_id integer,
  qty_per_ut varchar(20),
  ut_prc numeric(10,2),
  ut_stk integer,
  ut_ord integer,
  reord_lvl integer,
  dscntd integer NOT NULL
);

COMMENT ON TABLE nw_abbr.t_prd_mst IS 'Products for sale';
COMMENT ON COLUMN nw_abbr.t_prd_mst.prd_id IS 'Product number';
COMMENT ON COLUMN nw_abbr.t_prd_mst.prd_nm IS 'Product name';
COMMENT ON COLUMN nw_abbr.t_prd_mst.splr_id IS 'Supplier of the product [FK: t_splr_mst.splr_id]';
COMMENT ON COLUMN nw_abbr.t_prd_mst.cat_id IS 'Category of the product [FK: t_cat_mst.cat_id]';
COMMENT ON COLUMN nw_abbr.t_prd_mst.qty_per_ut IS 'What one unit contains';
COMMENT ON COLUMN nw_abbr.t_prd_mst.ut_prc IS 'List price of one unit today';
COMMENT ON COLUMN nw_abbr.t_prd_mst.ut_stk IS 'Units in stock';
COMMENT ON COLUMN nw_abbr.t_prd_mst.ut_ord IS 'Units ordered from the supplier';
COMMENT ON COLUMN nw_abbr.t_prd_mst.reord_lvl IS 'Stock at which to reorder';
COMMENT ON COLUMN nw_abbr.t_prd_mst.dscntd IS '1 when the product is discontinued, else 0';

CREATE TABLE nw_abbr.t_rgn (
  rgn_id integer NOT NULL,
  rgn_dsc varchar(60) NOT NULL
);

COMMENT ON TABLE nw_abbr.t_rgn IS 'Sales regions';
COMMENT ON COLUMN nw_abbr.t_rgn.rgn_id IS 'Sales region number';
COMMENT ON COLUMN nw_abbr.t_rgn.rgn_dsc IS 'Sales region name';

CREATE TABLE nw_abbr.t_shpr (
  shpr_id integer NOT NULL,
  cmpny_nm varchar(40) NOT NULL,
  phn varchar(24)
);

COMMENT ON TABLE nw_abbr.t_shpr IS 'Shippers: the companies that carry orders';
COMMENT ON COLUMN nw_abbr.t_shpr.shpr_id IS 'Shipper number';
COMMENT ON COLUMN nw_abbr.t_shpr.cmpny_nm IS 'Shipper company name';
COMMENT ON COLUMN nw_abbr.t_shpr.phn IS 'Shipper phone number';

CREATE TABLE nw_abbr.t_ord_hdr (
  ord_id integer NOT NULL,
  cust_id varchar(5),
  emp_id integer,
  ord_dt date,
  req_dt date,
  shp_dt date,
  shp_via integer,
  frt_amt numeric(10,2),
  shp_nm varchar(40),
  shp_addr varchar(60),
  shp_cty varchar(15),
  shp_rgn varchar(15),
  shp_pstl_cd varchar(10),
  shp_cntry varchar(15)
);

COMMENT ON TABLE nw_abbr.t_ord_hdr IS 'Orders placed by customers';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.ord_id IS 'Order number';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.cust_id IS 'Customer who placed the order [FK: t_cust_mst.cust_id]';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.emp_id IS 'Employee who took the order [FK: t_emp_mst.emp_id]';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.ord_dt IS 'Date the order was placed';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.req_dt IS 'Date the customer wants the order';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_dt IS 'Date the order was shipped, empty while it is open';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_via IS 'Shipper that carries the order [FK: t_shpr.shpr_id]';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.frt_amt IS 'Freight cost of the order';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_nm IS 'Company the order is shipped to';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_addr IS 'Street address the order is shipped to';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_cty IS 'City the order is shipped to';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_rgn IS 'State or province the order is shipped to';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_pstl_cd IS 'Postal code the order is shipped to';
COMMENT ON COLUMN nw_abbr.t_ord_hdr.shp_cntry IS 'Country the order is shipped to';

CREATE TABLE nw_abbr.t_ord_ln (
  ord_id integer NOT NULL,
  prd_id integer NOT NULL,
  ut_prc numeric(10,2) NOT NULL,
  qty integer NOT NULL,
  dsc_pct numeric(4,2) NOT NULL
);

COMMENT ON TABLE nw_abbr.t_ord_ln IS 'Order lines: the products of each order';
COMMENT ON COLUMN nw_abbr.t_ord_ln.ord_id IS 'Order the line belongs to [FK: t_ord_hdr.ord_id]';
COMMENT ON COLUMN nw_abbr.t_ord_ln.prd_id IS 'Product ordered [FK: t_prd_mst.prd_id]';
COMMENT ON COLUMN nw_abbr.t_ord_ln.ut_prc IS 'Price of one unit when ordered';
COMMENT ON COLUMN nw_abbr.t_ord_ln.qty IS 'Units ordered';
COMMENT ON COLUMN nw_abbr.t_ord_ln.dsc_pct IS 'Discount as a fraction, 0.05 is five percent';

CREATE TABLE nw_abbr.t_terr (
  terr_id varchar(20) NOT NULL,
  terr_dsc varchar(60) NOT NULL,
  rgn_id integer NOT NULL
);

COMMENT ON TABLE nw_abbr.t_terr IS 'Sales territories';
COMMENT ON COLUMN nw_abbr.t_terr.terr_id IS 'Territory code';
COMMENT ON COLUMN nw_abbr.t_terr.terr_dsc IS 'Territory name';
COMMENT ON COLUMN nw_abbr.t_terr.rgn_id IS 'Sales region of the territory [FK: t_rgn.rgn_id]';

CREATE TABLE nw_abbr.t_emp_terr_lnk (
  emp_id integer NOT NULL,
  terr_id varchar(20) NOT NULL
);

COMMENT ON TABLE nw_abbr.t_emp_terr_lnk IS 'Which employee covers which sales territories';
COMMENT ON COLUMN nw_abbr.t_emp_terr_lnk.emp_id IS 'Employee [FK: t_emp_mst.emp_id]';
COMMENT ON COLUMN nw_abbr.t_emp_terr_lnk.terr_id IS 'Territory [FK: t_terr.terr_id]';

CREATE TABLE nw_abbr.t_us_st (
  st_id integer NOT NULL,
  st_nm varchar(100),
  st_abbr varchar(2),
  st_rgn varchar(50)
);

COMMENT ON TABLE nw_abbr.t_us_st IS 'States of the USA';
COMMENT ON COLUMN nw_abbr.t_us_st.st_id IS 'State number';
COMMENT ON COLUMN nw_abbr.t_us_st.st_nm IS 'State name';
COMMENT ON COLUMN nw_abbr.t_us_st.st_abbr IS 'State abbreviation of two letters';
COMMENT ON COLUMN nw_abbr.t_us_st.st_rgn IS 'Part of the country the state lies in';
